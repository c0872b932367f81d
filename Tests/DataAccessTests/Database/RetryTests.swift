import FoundationEssentials
import Logging
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Transactions that are tried again on a real server", .timeLimit(.minutes(2)))
struct RetryTests {
    @Test("write skew under serializable: who asked for retries succeeds, from the start of the closure")
    func serializationFailure() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await fixture.asSuperuser(
                "CREATE TABLE doctors (id int8, on_call bool)",
                "INSERT INTO doctors VALUES (1, true), (2, true)",
                SQL(verbatim: "GRANT ALL ON doctors TO \(fixture.login(.webapp))"))
            let options = TransactionOptions(isolation: .serializable, retry: Retry(attempts: 20))
            let (runs, reads) = (Counter(), Counter())
            try await withThrowingDiscardingTaskGroup { group in
                for id in 1...2 {
                    group.addTask {
                        try await database.writeGlobal(options: options) { session in
                            let isFirst = runs.increment() <= 2
                            let others = try await session.query("SELECT count(*) FROM doctors WHERE on_call").number
                            // Both have read before either writes, so that one of them must fail.
                            reads.increment()
                            while isFirst, reads.value < 2 { await Task.yield() }
                            if others > 1 {
                                try await session.execute("UPDATE doctors SET on_call = false WHERE id = \(id)")
                            }
                        }
                    }
                }
            }
            let left = try await database.writeGlobal {
                try await $0.query("SELECT count(*) FROM doctors WHERE on_call").number
            }
            #expect(left == 1)
            #expect(runs.value > 2)
        }
    }

    @Test(
        "pain 18, unsafe retry: nothing is tried again unless asked, nor more often; the error keeps its SQLSTATE",
        arguments: [true, false])
    func notAsked(isAsked: Bool) async throws {
        let lines = RecordingLogHandler.Lines()
        let logger = Logger(label: "test") { _ in RecordingLogHandler(lines) }
        try await withDatabase(logger: logger) { (database, fixture) async throws in
            try await raiseAlways(fixture, "40001")
            var options = TransactionOptions()
            if isAsked { options.retry = Retry(attempts: 3) }
            let runs = Counter()
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal(options: options) { session in
                    runs.increment()
                    _ = try await session.query("SELECT refuse()")
                }
            }
            #expect(error?.sqlState == .serializationFailure)
            #expect(runs.value == (isAsked ? 3 : 1))
            let retries = lines.all.filter { $0.message == "transaction is tried again" }
            #expect(retries.map { $0.metadata["attempt"] } == (isAsked ? ["2", "3"] : []))
        }
    }

    @Test("a serialisation failure that shows at COMMIT is tried again too")
    func atCommit() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await fixture.asSuperuser(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$
                """,
                """
                CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION refuse()
                """)
            let runs = Counter()
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer(options: .init(retry: Retry(attempts: 2))) { session in
                    runs.increment()
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'x')")
                }
            }
            #expect(error?.sqlState == .serializationFailure)
            #expect(runs.value == 2)
        }
    }

    @Test("pain 19: an unknown commit is never tried again, whatever was asked for")
    func unknownCommit() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await fixture.asSuperuser(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """,
                """
                CREATE CONSTRAINT TRIGGER die AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
            let tenant = TenantID(UUID())
            let runs = Counter()
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant, options: .init(retry: Retry(attempts: 5))) { session in
                    runs.increment()
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')")
                }
            }
            #expect(error?.outcome == .unknown)
            #expect(runs.value == 1)
        }
    }

    @Test(
        "the isolation level is the one asked for, in reads and writes",
        arguments: [IsolationLevel.readCommitted, .repeatableRead, .serializable])
    func isolation(level: IsolationLevel) async throws {
        try await withDatabase { (database, _) async throws in
            let show: SQL = "SELECT upper(current_setting('transaction_isolation'))"
            let options = TransactionOptions(isolation: level)
            #expect(try await database.readGlobal(options: options) { try await $0.query(show).text } == level.words)
            #expect(try await database.writeGlobal(options: options) { try await $0.query(show).text } == level.words)
        }
    }

    @Test("a read of a higher level is one read-only transaction with one snapshot, deferrable if asked")
    func snapshot() async throws {
        try await withDatabase { (database, _) async throws in
            let options = TransactionOptions(isolation: .serializable, isDeferrable: true)
            try await database.readGlobal(options: options) { session in
                let settings = try await session.query(
                    "SELECT current_setting('transaction_read_only') || current_setting('transaction_deferrable')")
                #expect(try settings.text == "onon")
                let begun = try await session.query("SELECT now()::text").text
                #expect(try await session.query("SELECT now()::text").text == begun)
            }
        }
    }

    private func raiseAlways(_ fixture: RoleFixture, _ state: String) async throws {
        try await fixture.asSuperuser(
            SQL(
                verbatim: """
                    CREATE FUNCTION refuse() RETURNS void LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END $$
                    """))
    }
}
