import AccessControl
import PostgresDriver

/// Proves what each role can do: from the catalogue for every role and table, and live as each login.
struct AccessProof {
    let context: Context
    let server: DatabaseServer

    func run(_ progress: Progress) async throws -> AccessReport {
        let policy = try AccessPolicy.load(context.project.path(context.project.file.access))
        let administrator = try context.configuration(as: .admin, on: server)
        var logins: [String: ConnectionConfiguration] = [:]
        for role in [PoolRole.webapp, .readonly] {
            logins[context.login(of: role)] = try context.configuration(as: role, on: server)
        }
        return try await AccessReport.prove(policy, administrator: administrator, logins: logins)
    }
}
