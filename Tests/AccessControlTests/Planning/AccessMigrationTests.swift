import AccessControl
import DataAccessTesting
import FleetTesting
import Foundation
import Migrations
import PostgresCatalog
import PostgresDriver
import TestSupport
import Testing

@Suite("A plan as a migration", .serialized) struct AccessMigrationTests {
    @Test("runs up, proves itself, and its down is the exact inverse; the plan after it is empty")
    func upAndDown() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "REVOKE SELECT ON vendors FROM fleet_readonly", "GRANT DELETE ON users TO fleet_readonly",
                "GRANT SELECT (name) ON vendors TO PUBLIC", "GRANT TEMPORARY ON DATABASE fleetdb TO PUBLIC",
                "REVOKE fleet_readonly FROM fleet_readonly_user", "ALTER ROLE fleet_jobs_user RESET lock_timeout",
                "ALTER ROLE fleet_jobs_user CREATEROLE",
            ])
            let before = try await fleet.fingerprint(), plan = try await fleet.applier.plan()
            let folder = FileManager.default.temporaryDirectory.appending(path: "access-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.copyItem(atPath: FleetFiles.path("migrations"), toPath: folder.path)
            let text = plan.migration(title: "Grants as declared.")
            #expect(!text.contains("fleetdb"))
            let lint = try fleet.lint(plan)
            #expect(lint == "1 file: nothing found\n")
            try text.write(to: folder.appending(path: "035_access.sql"), atomically: true, encoding: .utf8)
            let runner = MigrationRunner(
                connection: fleet.configuration(fleet.policy.administrator),
                files: try MigrationDirectory.load(folder.path), toolVersion: "test")
            #expect(try await runner.apply() == [35])
            #expect(try await fleet.applier.plan().steps == [])
            #expect(try await runner.rollback(to: 34) == [35])
            let changes = try await fleet.fingerprint().excluding { $0.contains("dal.") }
                .changes(since: before.excluding { $0.contains("dal.") })
            #expect(changes == [])
        }
    }
}
