import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver

extension FleetTestServer {
    /// Runs `body` with a fresh server, which is gone afterwards.
    static func with(_ body: (FleetTestServer) async throws -> Void) async throws {
        let fleet = try await FleetTestServer.start()
        do {
            try await body(fleet)
        } catch {
            try? await fleet.server.stop()
            throw error
        }
        try await fleet.server.stop()
    }

    /// The whole proof, of Fleet's policy if no other is named.
    func prove(_ declared: AccessPolicy? = nil) async throws -> AccessProof {
        let policy = declared ?? policy
        let logins = policy.logins.map { ($0.name, configuration($0.name)) }
        return try await AccessProof.take(
            of: policy, administrator: configuration(policy.administrator),
            logins: Dictionary(uniqueKeysWithValues: logins))
    }

    /// Runs statements as the superuser one after the other, each in a transaction of its own.
    func run(_ statements: [String]) async throws {
        try await TestServer.withConnection(to: superuser()) { connection in
            for statement in statements { _ = try await connection.query(SQL(verbatim: statement)) }
        }
    }
}
