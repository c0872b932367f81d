import AccessControl
import DataAccessTesting
import FleetTesting
import Foundation
import Migrations
import PostgresCatalog
import PostgresDriver
import TestSupport

extension FleetTestServer {
    /// Runs Fleet's own migrations, up to a version, and others after them.
    func runner(upTo last: Int = .max, extra: [String: String], in database: String = database) throws
        -> MigrationRunner
    {
        MigrationRunner(
            connection: configuration(policy.administrator, in: database), files: try files(upTo: last, extra: extra),
            toolVersion: "test")
    }

    /// Whether all of it is as it was applied, and what its `verify` sections ask for holds.
    func verifies(upTo last: Int, extra: [String: String], in database: String) async throws -> Bool {
        try await MigrationVerification(
            connection: configuration(policy.administrator, in: database), files: try files(upTo: last, extra: extra)
        ).run().holds
    }

    private func files(upTo last: Int, extra: [String: String]) throws -> [MigrationFile] {
        let own = try MigrationDirectory.load(FleetFiles.path("migrations")).filter { $0.version <= last }
        return try own
            + extra.sorted { $0.key < $1.key }.map { name, text in
                try MigrationFile(path: name, content: Array(text.utf8))
            }
    }

    /// Fleet's tables alone, 030, here and in a second database, with migrations made of the plan from there on.
    /// - Returns: the migrations, and a runner of them for each of the databases.
    func twoDatabasesWithTables(
        _ extra: (AccessPlan) throws -> [String: String]
    ) async throws -> (files: [String: String], runners: [MigrationRunner]) {
        _ = try await runner.rollback(to: 30)
        try await TestServer.withConnection(to: configuration(policy.administrator, in: "postgres")) { connection in
            _ = try await connection.query("CREATE DATABASE second")
        }
        _ = try await runner(upTo: 30, extra: [:], in: "second").apply()
        let files = try extra(try await applier.plan())
        return (files, [try runner(upTo: 30, extra: files), try runner(upTo: 30, extra: files, in: "second")])
    }

    /// What differs from an earlier fingerprint, without what the runner of migrations keeps about its runs.
    func changes(since earlier: Fingerprint, in database: String = database) async throws -> [String] {
        try await fingerprint(of: database).excluding { $0.contains("dal") }
            .changes(since: earlier.excluding { $0.contains("dal") })
    }

    /// The declared roles that there are.
    func roles() async throws -> [String] {
        try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'fleet\\_%' ORDER BY 1")
                .map { row in try row.decode(String.self, at: 0) }
        }
    }
}
