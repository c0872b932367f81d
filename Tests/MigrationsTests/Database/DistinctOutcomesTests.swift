import DataAccessTesting
import Testing

@testable import Migrations

@Suite struct DistinctOutcomesTests {
    private static let half = "-- migrate:up transaction:false\nCREATE TABLE half (a int);\nVACUUM nowhere;"
    private static let files = [
        "030_done.sql": "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:verify\nSELECT true;",
        "031_done.sql": "CREATE TABLE c (d int);", "032_done.sql": "SELECT 1;", "033_half.sql": half,
        "034_next.sql": "SELECT 1;",
    ]

    private static let codes: [(MigrationError.Code, Int32)] = [
        (.planMoved, 2), (.lockBusy, 5), (.unfinished, 1), (.inDoubt, 1), (.statementFailed, 1), (.cancelled, 130),
    ]

    @Test(
        "pain 20, ambiguous outcomes: states are durable and distinct, each refusal has its code, lint knows the context"
    )
    func outcomes() async throws {
        try await withScene { scene in
            let stopped = await failure { () async throws(MigrationError) in
                try await self.runner(scene, Self.files).apply()
            }
            #expect(stopped?.code == .statementFailed && stopped?.exitCode == 1)

            // Another process reads the same: nothing is skipped, and nothing is in two states.
            var moved = Self.files
            moved["030_done.sql"]? += "\n-- edited"
            moved["031_done.sql"] = nil
            moved["029_late.sql"] = "SELECT 1;"
            let states = try await runner(scene, moved).status().map { "\($0.version) \($0.state.rawValue)" }
            #expect(
                states == [
                    "29 outOfOrder", "30 changed", "31 missing", "32 applied", "33 unfinished", "34 pending",
                ], "\(states)")
            #expect(Set(states.map { $0.split(separator: " ")[1] }).count == states.count)
            let verification = MigrationVerification(
                connection: scene.database.configuration, files: try MigrationScene.files(moved))
            let verdicts = try await verification.run().entries.map(\.outcome.name)
            #expect(verdicts == ["changed", "missing", "none", "unfinished"])
        }
    }

    @Test(
        "pain 20, exit codes: a moved plan is 2, a busy lock 5, a cancelled run 130, everything else 1",
        arguments: codes)
    func exitCodes(code: MigrationError.Code, status: Int32) {
        #expect(MigrationError(code, "").exitCode == status)
    }

    @Test("pain 20, lint noise: what a table in use waits for is found, on one that the file makes it is not")
    func lint() {
        func rules(_ text: String) -> Set<String> {
            let input = LintInput(path: "030_a.sql", content: Array(text.utf8))
            return Set(MigrationLinter().report(on: [input]).findings.map(\.rule))
        }
        let index = "CREATE INDEX a_b ON a (b);"
        #expect(rules(index).contains("index-not-concurrent"))
        #expect(!rules("CREATE TABLE a (b bigint);\n" + index).contains("index-not-concurrent"))
        let concurrently = "CREATE INDEX CONCURRENTLY a_b ON a (b);"
        #expect(rules(concurrently).contains("refused-in-transaction"))
        #expect(!rules("-- migrate:up transaction:false\n" + concurrently).contains("refused-in-transaction"))
    }

    private func runner(_ scene: MigrationScene, _ files: [String: String]) throws(MigrationError) -> MigrationRunner {
        MigrationRunner(
            connection: scene.database.configuration, files: try MigrationScene.files(files), toolVersion: "1.0")
    }
}
