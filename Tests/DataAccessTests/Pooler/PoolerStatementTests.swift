import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Statements behind a pooler")
struct PoolerStatementTests {
    @Test(
        "refused is what would outlive its transaction",
        arguments: [
            ("LISTEN news", "LISTEN"), ("unlisten *", "UNLISTEN"), ("SET lock_timeout = 1", "SET"),
            ("set session characteristics as transaction read only", "SET"), ("RESET ALL", "RESET"),
            ("DISCARD ALL", "DISCARD"), ("PREPARE p AS SELECT 1", "PREPARE"), ("EXECUTE p", "EXECUTE"),
            ("DEALLOCATE p", "DEALLOCATE"), ("LOAD 'x'", "LOAD"), ("CREATE TEMP TABLE t ()", "CREATE TEMPORARY"),
            ("create or replace temporary view v as select 1", "CREATE TEMPORARY"),
            ("SELECT pg_advisory_lock(1)", "pg_advisory_lock"),
            ("SELECT PG_TRY_ADVISORY_LOCK(1)", "pg_try_advisory_lock"),
            ("  -- well\n/* so /* be */ it */ SET ROLE x", "SET"),
        ])
    func refused(statement: String, what: String) {
        let error = Pooler.transaction.refusal(of: statement)
        #expect(error?.code == .invalidStatement)
        #expect(error?.detail?.hasPrefix("\(what) needs") == true)
        #expect(Pooler.none.refusal(of: statement) == nil)
    }

    @Test(
        "everything else is not",
        arguments: [
            "SELECT 1", "SET LOCAL lock_timeout = 1", "SET TRANSACTION READ ONLY", "SET CONSTRAINTS ALL DEFERRED",
            "NOTIFY news", "CREATE TABLE templates ()", "CREATE OR REPLACE FUNCTION f() RETURNS int RETURN 1",
            "SELECT pg_advisory_xact_lock(1)", "INSERT INTO settings VALUES (1)", "", "/* open", "SETTLE",
            "\u{FEFF}SET",
        ])
    func accepted(statement: String) {
        #expect(Pooler.transaction.refusal(of: statement) == nil)
    }
}
