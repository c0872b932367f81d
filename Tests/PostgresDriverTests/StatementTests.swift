import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, a statement")
struct StatementTests {
    @Test("comes back with its rows, command tag and count")
    func rowsAndTag() async throws {
        try await withConnection { connection in
            let result = try await connection.query("SELECT n, n::text FROM generate_series(1, \(3)) AS n")
            #expect(result.count == 3)
            #expect(result.commandTag == "SELECT 3")
            #expect(try result.map { try $0.decode(Int.self, String.self).1 } == ["1", "2", "3"])
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            #expect(try await connection.query("INSERT INTO t SELECT generate_series(1, 5)").affectedRows == 5)
        }
    }

    @Test("that fails names SQLSTATE, table and constraint, and leaves the connection usable")
    func failure() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int CONSTRAINT positive CHECK (a > 0))")
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.query("INSERT INTO t VALUES (\(-1))")
            }
            #expect(error?.sqlState == .checkViolation)
            #expect(error?.table == "t")
            #expect(error?.constraint == "positive")
            #expect(error?.outcome == .rolledBack)
            #expect(try await connection.query("SELECT 1").first?.decode(Int.self, at: 0) == 1)
        }
    }

    @Test("brings its warnings along, 01007 among them")
    func warnings() async throws {
        try await withConnection { connection in
            let result = try await connection.query(
                "DO $$ BEGIN RAISE WARNING USING ERRCODE = '01007', MESSAGE = 'nothing granted'; END $$")
            #expect(result.notices.map(\.sqlState) == [.privilegeNotGranted])
            #expect(try await connection.query("SELECT 1").notices.isEmpty)
        }
    }

    @Test("that fails leaves none of its notices to the next")
    func noticesOfAFailure() async throws {
        try await withConnection { connection in
            _ = try? await connection.query("DO $$ BEGIN RAISE NOTICE 'of the first'; RAISE EXCEPTION 'x'; END $$")
            let next = try await connection.query("SELECT 1")
            #expect(next.notices.isEmpty)
        }
    }

    @Test("is refused here when a value holds a NUL character")
    func refusesNUL() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.query("SELECT \("a\0b")::text")
            }
            #expect(error?.code == .invalidStatement)
        }
    }

    @Test("that would be two is refused by the server")
    func refusesTwo() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.query("SELECT 1; SELECT 2")
            }
            #expect(error?.sqlState == .syntaxError)
        }
    }

    @Test("while another is under way is refused")
    func busy() async throws {
        try await withConnection { connection in
            async let slow = connection.query("SELECT pg_sleep(30)")
            try await until { connection.transactionStatus == .active }
            let error = await #expect(throws: DatabaseError.self) { _ = try await connection.query("SELECT 1") }
            #expect(error?.code == .connectionBusy)
            try await withConnection { other in
                _ = try await other.query("SELECT pg_cancel_backend(\(Int(connection.backendPID))::int)")
            }
            let answer = await (try? slow)
            #expect(answer == nil)
        }
    }
}
