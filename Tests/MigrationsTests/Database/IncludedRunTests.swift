import DataAccessTesting
import TestSupport
import Testing

@testable import Migrations

@Suite("A run of a migration with includes") struct IncludedRunTests {
    @Test("a statement that fails is named with the included file's line; an edit there is an edit of the migration")
    func failure() async throws {
        try await withScene { scene in
            let broken = try IncludingProject("\nSELECT 1/0;\n")
            let runner = MigrationRunner(
                connection: scene.database.configuration, files: try broken.load(), toolVersion: "1.0")
            let error = await #expect(throws: MigrationError.self) { try await runner.apply() }
            #expect(error?.file == "shared/make.sql" && error?.line == 3, "\(error?.description ?? "")")
            #expect(error?.description.contains("It is included by 001_include.sql:2.") == true)

            let good = try IncludingProject()
            _ = try await MigrationRunner(
                connection: scene.database.configuration, files: try good.load(), toolVersion: "1.0"
            ).apply()
            try good.scratch.write("-- edited\nSELECT true;\n", to: "migrations/shared/check.sql")
            let statuses = try await MigrationRunner(
                connection: scene.database.configuration, files: try good.load(), toolVersion: "1.0"
            ).status()
            #expect(statuses.map(\.state) == [.changed])
        }
    }
}
