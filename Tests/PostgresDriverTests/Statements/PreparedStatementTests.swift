import DataAccessTesting
import PostgresDriver
import Testing

@Suite("On a real server, the statement cache")
struct PreparedStatementTests {
    private func prepared(_ connection: PostgresConnection) async throws -> [String] {
        try await connection.query(
            "SELECT statement FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared%' ORDER BY 1"
        ).map { row in try row.decode(String.self, at: 0) }
    }

    @Test("prepares each statement once")
    func once() async throws {
        try await withConnection { connection in
            for number in 0..<5 {
                let answer = try await connection.query("SELECT \(number)").first?.decode(Int.self, at: 0)
                #expect(answer == number)
            }
            let statements = try await prepared(connection)
            #expect(statements == ["SELECT $1"])
        }
    }

    @Test("prepares again, once, after the table has changed")
    func alteredTable() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                try await database.withConnection { other in
                    _ = try await other.query("CREATE TABLE t (a int8)")
                    _ = try await other.query("INSERT INTO t VALUES (1)")
                    #expect(try await connection.query("SELECT * FROM t").columns.count == 1)
                    _ = try await other.query("ALTER TABLE t ADD COLUMN b text")
                    #expect(try await connection.query("SELECT * FROM t").columns.count == 2)
                    _ = try await other.query("ALTER TABLE t ALTER COLUMN a TYPE text")
                    let row = try await connection.query("SELECT * FROM t").first
                    #expect(try row?.decode(String.self, at: 0) == "1")
                    #expect(try await prepared(connection) == ["SELECT * FROM t"])
                }
            }
        }
    }

    @Test("does not repeat a statement of an open transaction, but has it work in the next")
    func alteredTableInTransaction() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                try await database.withConnection { other in
                    _ = try await other.query("CREATE TABLE t (a int8)")
                    _ = try await connection.query("SELECT * FROM t")
                    _ = try await other.query("ALTER TABLE t ADD COLUMN b text")
                    _ = try await connection.query("BEGIN")
                    let error = await #expect(throws: DatabaseError.self) {
                        _ = try await connection.query("SELECT * FROM t")
                    }
                    #expect(error?.sqlState?.rawValue == "0A000")
                    #expect(connection.transactionStatus == .inFailedTransaction)
                    _ = try await connection.query("ROLLBACK")
                    #expect(try await connection.query("SELECT * FROM t").columns.count == 2)
                }
            }
        }
    }

    @Test("prepares anew what the server was told to forget")
    func discarded() async throws {
        try await withConnection { connection in
            for forgetting: SQL in ["DISCARD ALL", "DEALLOCATE ALL"] {
                _ = try await connection.query("SELECT 1")
                _ = try await connection.query(forgetting)
                #expect(try await connection.query("SELECT 1").count == 1)
            }
            _ = try await connection.query("SELECT \(1)")
            _ = try await connection.query("DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$")
            #expect(try await connection.query("SELECT \(2)").first?.decode(Int.self, at: 0) == 2)
        }
    }

    @Test("prepares a scope anew that the server was told to forget")
    func discardedScope() async throws {
        try await withConnection { connection in
            for number in 0..<3 {
                let scope = TransactionScope(["app.tenant": "tenant \(number)"])
                let row = try await connection.query("SELECT current_setting('app.tenant')", under: scope).first
                #expect(try row?.decode(String.self, at: 0) == "tenant \(number)")
                try await connection.stream("SELECT current_setting('app.tenant')", under: scope) { rows in
                    for try await row in rows { #expect(try row.decode(String.self, at: 0) == "tenant \(number)") }
                }
                try await connection.query("DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$")
            }
        }
    }

    @Test("leaves statements that must be alone alone, also when others fall out of the cache")
    func aloneInTheirExchange() async throws {
        try await withConnection { connection in
            for number in 0..<600 {
                let sql = SQL(verbatim: "SELECT \(number)")
                #expect(try await connection.query(sql).first?.decode(Int.self, at: 0) == number)
                if number % 100 == 99 { _ = try await connection.query("VACUUM pg_am") }
            }
            let count = try await connection.query("SELECT count(*) FROM pg_prepared_statements").first
            #expect(try count?.decode(Int.self, at: 0) ?? 0 <= 257)
        }
    }

    @Test("survives statements that fail in every way")
    func failures() async throws {
        try await withConnection { connection in
            for _ in 0..<3 {
                for sql: SQL in ["SELEC", "SELECT 1/\(0)", "SELECT nothing", "SELECT 1; SELECT 2"] {
                    await #expect(throws: DatabaseError.self) { _ = try await connection.query(sql) }
                }
            }
            _ = try await connection.query("BEGIN")
            await #expect(throws: DatabaseError.self) { _ = try await connection.query("SELECT 1/\(0)") }
            _ = try await connection.query("ROLLBACK")
            #expect(connection.transactionStatus == .idle)
        }
    }
}
