import AccessControl
import PostgresDriver
import Secrets

/// Sees to it that logins can sign in with their stored passwords.
///
/// A password goes to the server as a SCRAM verifier computed here, so the server's log never sees it.
struct LoginPasswordsStep {
    let context: Context
    let server: DatabaseServer

    /// The administrator's, set by the private server's superuser.
    func ensureAdministrator() async throws -> String? {
        guard let superuser = server.superuserPassword else { return nil }
        let setter = server.configuration(user: "postgres", password: superuser, database: "postgres")
        return try await ensure([.admin], in: "postgres", setBy: setter)
    }

    /// The application logins', set by the administrator. Logins that no migration has made yet are left out.
    func ensureApplicationLogins() async throws -> String? {
        let setter = try context.configuration(as: .admin, on: server)
        return try await ensure([.webapp, .readonly], in: server.database, setBy: setter)
    }

    private func ensure(
        _ roles: [PoolRole], in database: String, setBy setter: ConnectionConfiguration
    ) async throws -> String? {
        let connection = try await PostgresConnection.connect(to: setter)
        var done: [String] = []
        for role in roles {
            let login = context.login(of: role)
            guard try await connection.query("SELECT 1 FROM pg_roles WHERE rolname = \(login)").count == 1 else {
                continue
            }
            let password =
                try context.settings.passwords[role] ?? context.secrets.readOrCreate(login) { .randomPassword() }
            let configuration = server.configuration(user: login, password: password, database: database)
            guard try await !accepts(configuration) else { continue }
            try await LoginPasswords.set(password.unsafeValue, for: login, on: connection)
            guard try await accepts(configuration) else {
                throw Failure(
                    "\(login) is refused with the password that was just set", advice: "See the server's log.")
            }
            done.append(login)
        }
        await connection.close()
        return done.isEmpty ? nil : "passwords set for \(done.joined(separator: ", "))"
    }

    private func accepts(_ configuration: ConnectionConfiguration) async throws -> Bool {
        do throws(DatabaseError) {
            try await PostgresConnection.connect(to: configuration).close()
            return true
        } catch  where error.code == .authenticationFailed {
            return false
        }
    }
}
