import AccessControl
import DataAccessTesting
import FleetTesting
import Foundation
import Migrations
import PostgresCatalog
import PostgresDriver

extension FleetTestServer {
    var applier: AccessApplier {
        AccessApplier(policy: policy, administrator: configuration(policy.administrator))
    }

    /// Runs Fleet's own migrations.
    var runner: MigrationRunner {
        get throws {
            MigrationRunner(
                connection: configuration(policy.administrator),
                files: try MigrationDirectory.load(FleetFiles.path("migrations")), toolVersion: "test")
        }
    }

    /// What the linter says to a plan as the migration after all of Fleet's, in words.
    func lint(_ plan: AccessPlan) throws -> String {
        let own = try FileManager.default.contentsOfDirectory(atPath: FleetFiles.path("migrations")).sorted()
        let file = LintInput(
            path: "035_access.sql", content: Array(try plan.migration(title: "Grants as declared.").utf8))
        let earlier = try own.filter { $0.hasSuffix(".sql") }.map { name in
            try LintInput(path: FleetFiles.path("migrations/\(name)"))
        }
        return MigrationLinter(logins: Set(policy.logins.map(\.name))).report(on: [file], after: earlier).text
    }

    /// Everything in the catalogue, as the superuser sees it.
    func fingerprint(of database: String = database) async throws -> Fingerprint {
        try await TestServer.withConnection(to: superuser(in: database)) { connection in
            try await Fingerprint.readCatalogue(from: connection)
        }
    }

    /// A setting of a new session of a login.
    func show(_ setting: String, as login: String) async throws -> String? {
        try await TestServer.withConnection(to: configuration(login)) { connection in
            try await connection.query("SELECT current_setting(\(setting))").first?.decode(String.self, at: 0)
        }
    }

    /// Undoes a plan as the administrator, in one transaction.
    func undo(_ plan: AccessPlan) async throws {
        try await TestServer.withConnection(to: configuration(policy.administrator)) { connection in
            for statement in ["BEGIN"] + plan.inverse + ["COMMIT"] {
                _ = try await connection.query(SQL(verbatim: statement))
            }
        }
    }
}
