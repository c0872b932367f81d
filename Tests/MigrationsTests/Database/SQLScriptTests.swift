import DataAccessTesting
import Migrations
import PostgresDriver
import Testing
import TestSupport

@Suite struct SQLScriptTests {
    private func withScript(_ text: String, _ body: (SQLScript) async throws -> Void) async throws {
        let scratch = try Scratch()
        let script = try withExtendedLifetime(scratch) {
            try SQLScript.load(try scratch.write(text, to: "script.sql"))
        }
        try await body(script)
    }

    @Test func runsItsStatementsAndLeavesNoHistory() async throws {
        try await withScript("\u{feff}CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);") { script in
            try await withScene { scene in
                try await scene.database.withConnection { try await script.run(on: $0) }
                #expect(try await scene.texts("SELECT b::text FROM a") == ["1"])
                #expect(try await scene.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'dal'") == [])
            }
        }
    }

    @Test func inATransactionNothingRemainsOfAFailure() async throws {
        try await withScript("CREATE TABLE a (b int);\nSELECT 1/0;") { script in
            try await withScene { scene in
                try await scene.database.withConnection { connection in
                    let error = await #expect(throws: MigrationError.self) {
                        try await script.run(on: connection, inTransaction: true)
                    }
                    #expect(error?.code == .statementFailed && error?.line == 2)
                    #expect(connection.transactionStatus == .idle)
                }
                #expect(try await scene.tables() == [])
            }
        }
    }

    @Test func aFileThatIsNotThereIsRefused() {
        let error = #expect(throws: MigrationError.self) { try SQLScript.load("/nonexistent/bootstrap.sql") }
        #expect(error?.code == .unreadable && error?.file == "bootstrap.sql")
    }
}
