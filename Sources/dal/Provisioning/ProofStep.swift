import AccessControl
import PostgresDriver

/// Proves what each role can do: from the catalogue for every role and table, and live as each login.
struct ProofStep {
    let context: Context
    let server: DatabaseServer

    func run() async throws -> AccessProof {
        let policy = try AccessPolicy(contentsOf: context.project.path(context.project.file.access))
        var logins: [String: ConnectionConfiguration] = [:]
        for role in [PoolRole.webapp, .readonly] {
            logins[context.login(of: role)] = try context.configuration(as: role, on: server)
        }
        return try await AccessProof.take(
            of: policy, administrator: context.configuration(as: .admin, on: server), logins: logins)
    }
}
