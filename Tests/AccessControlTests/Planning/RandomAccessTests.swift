import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("Random grants", .serialized) struct RandomAccessTests {
    @Test(
        "pain 11, perpetual drift: whatever was granted, apply makes the plan empty and its inverse brings all of it back",
        arguments: try Seed.some())
    func applyAndInverse(seed: Seed) async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(RandomAccess.preparation)
            var random = RandomAccess(random: seed.generator())
            for round in 0..<12 {
                let statements = random.statements(12)
                try await Self.run(statements, fleet)
                let before = try await fleet.fingerprint()
                let done = try await fleet.applier.apply()
                let lint = try done.isEmpty ? "" : fleet.lint(done)
                #expect(["", "1 file: nothing found\n"].contains(lint), "\(seed) round \(round)")
                let left = try await fleet.applier.plan()
                #expect(left.steps.map(\.statement) == [], "\(seed) round \(round)")
                try await fleet.undo(done)
                let changes = try await fleet.fingerprint().changes(since: before)
                #expect(changes == [], "\(seed) round \(round)\n\(statements.joined(separator: ";\n"))\n\n\(done.sql)")
                guard changes.isEmpty else { return }
                if round % 2 == 1 { _ = try await fleet.applier.apply() }
            }
        }
    }

    /// What the random statements may not do, such as a circle of memberships, is passed over.
    private static func run(_ statements: [String], _ fleet: FleetTestServer) async throws {
        try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { connection in
            for statement in statements {
                _ = try? await connection.query(SQL(verbatim: statement))
            }
        }
    }
}
