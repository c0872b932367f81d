import DataAccessTesting
import FleetTesting
import Foundation
import Migrations
import PostgresCatalog
import PostgresDriver
import StatementAnalysis
import TestSupport
import Testing

@testable import AccessControl

/// What access.yaml says of 031 stands in marked parts of it, and is written by the tool.
@Suite("031 and access.yaml", .serialized) struct DeclaredMigrationTests {
    private static let file = "031_database_users_and_security.sql"

    @Test("031 says what access.yaml says")
    func isWritten() async throws {
        let text = try String(contentsOfFile: FleetFiles.path("migrations/\(Self.file)"), encoding: .utf8)
        try await FleetTestServer.with { fleet in
            _ = try await fleet.runner.rollback(to: 30)
            let before = try await fleet.fingerprint()
            let written = try await Self.write(text, fleet.applier)
            #expect(
                written == text,
                "undo 031 with dal migrate rollback --to 30, then: dal access plan --into \(Self.file)")
            #expect(try await fleet.fingerprint().changes(since: before) == [])
            var policy = fleet.policy
            policy.logins[0].connectionLimit = 51
            policy.groups[0].main.tables["tenants"] = []
            let administrator = fleet.configuration(policy.administrator)
            let other = try await Self.write(text, AccessApplier(policy: policy, administrator: administrator))
            let changed = Set(other.split(separator: "\n")).subtracting(text.split(separator: "\n")).joined(
                separator: "\n")
            #expect(changed.contains("CONNECTION LIMIT 51") && !changed.contains("tenants"), "\(changed)")
        }
    }

    @Test("it is the same text where another database of the server has the roles, and somebody gave them more")
    func isDeterministic() async throws {
        let text = try String(contentsOfFile: FleetFiles.path("migrations/\(Self.file)"), encoding: .utf8)
        try await FleetTestServer.with { fleet in
            _ = try await fleet.twoDatabasesWithTables { _ in [:] }
            _ = try await fleet.runner(upTo: 31, extra: [:], in: "second").apply()
            try await fleet.run([
                "GRANT DELETE ON vendors TO fleet_readonly", "ALTER ROLE fleet_webapp_user SET work_mem = '8MB'",
            ])
            #expect(try await Self.write(text, fleet.applier) == text)
        }
    }

    private static func write(_ text: String, _ applier: AccessApplier) async throws -> String {
        try await applier.text(of: try DeclaredMigration(text, file: file)) { text in
            try MigrationFile(path: file, content: Array(text.utf8)).up.map(\.text)
        }
    }

    @Test("031 in two databases at once, one rolled back under live sessions: the other keeps its roles, rows are kept")
    func twoDatabases() async throws {
        try await FleetTestServer.with { fleet in
            _ = try await fleet.twoDatabasesWithTables { _ in [:] }
            let runners = [
                try fleet.runner(upTo: 31, extra: [:]), try fleet.runner(upTo: 31, extra: [:], in: "second"),
            ]
            let before = [try await fleet.fingerprint(), try await fleet.fingerprint(of: "second")]
            for round in 1...3 {
                try await Self.both(runners) { runner in _ = try await runner.apply() }
                for database in ["fleetdb", "second"] {
                    #expect(try await fleet.verifies(upTo: 31, extra: [:], in: database))
                }
                try await Self.setPasswords(fleet)
                try await Self.change(fleet)
                try await TestServer.withConnection(to: fleet.configuration("fleet_webapp_user")) { here in
                    try await TestServer.withConnection(to: fleet.configuration("fleet_webapp_user", in: "second")) {
                        there in
                        #expect(try await runners[0].rollback(to: 30) == [31])
                        await #expect(throws: DatabaseError.self) { try await here.query("SELECT 1") }
                        _ = try await there.query("SELECT count(*) FROM vendors")
                    }
                }
                #expect(try await fleet.verifies(upTo: 31, extra: [:], in: "second"))
                #expect(try await fleet.roles().count == 7)
                if round < 3 { _ = try await runners[0].apply() }
                try await Self.both(runners) { runner in _ = try await runner.rollback(to: 30) }
                #expect(try await fleet.roles() == [])
                let changes = [
                    try await fleet.changes(since: before[0]), try await fleet.changes(since: before[1], in: "second"),
                ]
                #expect(changes == [[], []])
                #expect(try await Self.keptRows(fleet) == round)
            }
        }
    }

    private static func both(
        _ runners: [MigrationRunner], _ body: @escaping @Sendable (MigrationRunner) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            for runner in runners { group.addTask { try await body(runner) } }
            try await group.waitForAll()
        }
    }

    private static func setPasswords(_ fleet: FleetTestServer) async throws {
        try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { administrator in
            try await LoginPasswords.set(fleet.password, for: "fleet_webapp_user", on: administrator)
        }
    }

    /// One change that the audit puts on record.
    private static func change(_ fleet: FleetTestServer) async throws {
        try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { administrator in
            let name = "tenant-\(UUID().uuidString.lowercased())"
            _ = try await administrator.query("INSERT INTO tenants (name, display_name) VALUES (\(name), 'A tenant')")
        }
    }

    private static func keptRows(_ fleet: FleetTestServer) async throws -> Int {
        try await TestServer.withConnection(to: fleet.superuser()) { connection in
            let answer = try await connection.query("SELECT count(*)::int4 FROM dal.retained_audit")
            return Int(try answer.first?.decode(Int32.self, at: 0) ?? 0)
        }
    }

    /// What 031 makes and access.yaml does not: each is an object that a migration has to bring.
    private static let ofMigration = [
        "function public.record_across_tenants_use(text)", "function public.record_db_user_audit()",
        "sequence public.across_tenants_audit_id_seq", "sequence public.db_user_audit_id_seq",
        "table public.across_tenants_audit", "table public.db_user_audit",
    ]

    @Test("roles, memberships, settings, grants and default privileges of 031 are those that apply makes without it")
    func equalAccess() async throws {
        let written = try await onSchemaAlone { fleet in
            let applied = try await fleet.runner.apply(upTo: 31)
            #expect(applied == [31])
        }
        let declared = try await onSchemaAlone { fleet in
            let plan = try await fleet.applier.apply()
            #expect(plan.obstacles == [])
        }
        let differences = written.differences(to: declared)
        #expect(differences.filter { $0.kind == .added }.map(\.description) == [])
        #expect(differences.filter { $0.kind == .removed }.map(\.object) == Self.ofMigration)
        let changed = differences.filter { $0.kind == .changed && !$0.changes.allSatisfy(Self.isTrigger) }
        #expect(changed.map(\.description) == [])
    }

    private static func isTrigger(_ change: FingerprintDifference.Change) -> Bool {
        change.fact.hasPrefix("trigger audit") && change.second == nil
    }

    /// The fingerprint of Fleet's schema, 030, after `body` has given it roles and grants.
    private func onSchemaAlone(_ body: (FleetTestServer) async throws -> Void) async throws -> Fingerprint {
        var found: Fingerprint?
        try await FleetTestServer.with { fleet in
            _ = try await fleet.runner.rollback(to: 30)
            try await body(fleet)
            found = try await fleet.fingerprint()
        }
        // What the runner of migrations keeps is about its runs.
        return try #require(found).excluding { $0.contains("dal") }
    }
}
