import AccessControl
import FleetTesting
import Migrations
import PostgresCatalog
import Testing

/// 031 is written by hand, because it makes functions, triggers and tables too. What of it access.yaml declares is held
/// to what a plan makes of access.yaml.
@Suite("031 and access.yaml", .serialized) struct DeclaredMigrationTests {
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
