import AccessControl
import PostgresDriver

/// Proves what each role can do: from the catalogue for every role and table, and live as each login.
struct ProofStep {
    let context: Context
    let server: DatabaseServer

    /// From the catalogue alone; nobody but the administrator connects.
    func runOnCatalogue() async throws -> AccessProof {
        try await AccessProof.read(of: policy(), administrator: context.configuration(as: .admin, on: server))
    }

    /// Object by object, from the catalogue alone.
    func grid() async throws -> AccessGrid {
        try await AccessGrid.read(of: policy(), administrator: context.configuration(as: .admin, on: server))
    }

    /// From the catalogue, and as each login.
    /// - Parameter watch: is told how far each login is with trying.
    func run(watch: (ProbeProgress) -> Void = { _ in }) async throws -> AccessProof {
        let policy = try policy()
        var logins: [String: ConnectionConfiguration] = [:]
        for role in context.applicationRoles {
            logins[context.login(of: role)] = try context.configuration(as: role, on: server)
        }
        return try await AccessProof.take(
            of: policy, administrator: context.configuration(as: .admin, on: server), logins: logins,
            watch: watch)
    }

    private func policy() throws -> AccessPolicy {
        try context.accessPolicy()
    }
}
