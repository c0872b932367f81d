import PostgresDriver
import Testing

@Suite("On a real server, a statement's deadline")
struct DeadlineTests {
    @Test("ends the statement at the server, and the connection is clean")
    func reachesTheServer() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.query("SELECT pg_sleep(30)", timeout: .milliseconds(50))
            }
            #expect(error?.code == .timedOut)
            #expect(error?.sqlState == .queryCanceled)
            #expect(error?.outcome == .rolledBack)
            try await expectUsable(connection)
        }
    }

    @Test("of statements before never hits the one under way")
    func earlierStatements() async throws {
        try await withConnection { connection in
            for _ in 0..<20 { _ = try await connection.query("SELECT 1", timeout: .milliseconds(200)) }
            let answer = try await connection.query("SELECT pg_sleep(0.5)")
            #expect(answer.count == 1)
        }
    }

    @Test("ends a pipeline as a whole")
    func pipeline() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.pipeline(
                    ["INSERT INTO t VALUES (1)", "SELECT pg_sleep(30)"], timeout: .milliseconds(50))
            }
            #expect(error?.code == .timedOut)
            let rows = try await connection.query("SELECT * FROM t")
            #expect(rows.isEmpty)
        }
    }
}
