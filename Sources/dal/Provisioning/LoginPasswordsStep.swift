import AccessControl
import PostgresDriver
import Secrets

/// Sees to it that logins can sign in with the passwords at hand: those of the environment, else stored ones.
///
/// A password goes to the server as a SCRAM verifier computed here, so the server's log never sees it.
struct LoginPasswordsStep {
    let context: Context
    let server: DatabaseServer

    /// The application's logins that do not exist yet. A password is stored for each before anything makes it, so that a
    /// run that is cut off in between can be finished.
    func absentLogins() async throws -> Set<PoolRole> {
        let configuration = try context.configuration(as: .admin, on: server)
        let names = context.applicationRoles.map { context.login(of: $0) }
        let present = try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query("SELECT rolname::text FROM pg_roles WHERE rolname = ANY(\(names))")
        }
        let existing = try present.map { row in try row.decode(String.self, at: 0) }
        let absent = context.applicationRoles.filter { !existing.contains(context.login(of: $0)) }
        for role in absent where context.settings.passwords[role] == nil {
            try context.storedPassword(of: context.login(of: role))
        }
        return Set(absent)
    }

    /// The administrator's, set by the private server's superuser.
    ///
    /// - Parameter isNew: Whether the administrator was made in this run.
    func ensureAdministrator(isNew: Bool) async throws -> String? {
        guard let superuser = server.superuserPassword else { return nil }
        let setter = server.configuration(user: "postgres", password: superuser, database: "postgres")
        return try await ensure([.admin], new: isNew ? [.admin] : [], in: "postgres", setBy: setter)
    }

    /// The application logins', set by the administrator. Logins that no migration has made yet are left out.
    ///
    /// - Parameter new: The logins made in this run.
    func ensureApplicationLogins(new: Set<PoolRole>) async throws -> String? {
        let setter = try context.configuration(as: .admin, on: server)
        return try await ensure(context.applicationRoles, new: new, in: server.database, setBy: setter)
    }

    private func ensure(
        _ roles: [PoolRole], new: Set<PoolRole>, in database: String, setBy setter: ConnectionConfiguration
    ) async throws -> String? {
        var done: [String] = []
        try await PostgresConnection.withConnection(to: setter) { connection in
            var existing: [PoolRole] = []
            for role in roles where try await exists(context.login(of: role), on: connection) { existing.append(role) }
            for (role, situation) in try await situations(of: existing, new: new, in: database) {
                if try await ensure(role, situation, in: database, on: connection) {
                    done.append(context.login(of: role))
                }
            }
        }
        return done.isEmpty ? nil : "passwords set for \(done.joined(separator: ", "))"
    }

    /// How it stands with each role's password; the logins are tried all at once.
    private func situations(
        of roles: [PoolRole], new: Set<PoolRole>, in database: String
    ) async throws -> [(PoolRole, PasswordDecision.Situation)] {
        try await withThrowingTaskGroup(of: (Int, PasswordDecision.Situation).self) { group in
            for (index, role) in roles.enumerated() {
                let login = context.login(of: role)
                let configured = context.settings.passwords[role]
                let stored = try context.secrets.read(LoginSecret.name(of: login))
                group.addTask {
                    (
                        index,
                        PasswordDecision.Situation(
                            isNew: new.contains(role), isPrivate: server.superuserPassword != nil,
                            isConfigured: configured != nil, isStored: stored != nil,
                            isAccepted: try await accepts(login, configured ?? stored, in: database))
                    )
                }
            }
            let found = try await group.reduce(into: []) { $0.append($1) }
            return found.sorted { $0.0 < $1.0 }.map { (roles[$0.0], $0.1) }
        }
    }

    /// - Returns: Whether the password was set.
    private func ensure(
        _ role: PoolRole, _ situation: PasswordDecision.Situation, in database: String,
        on connection: PostgresConnection
    ) async throws -> Bool {
        let login = context.login(of: role)
        let decision = PasswordDecision(situation)
        switch decision {
        case .keep: return false
        case .refuse, .missing: throw decision.failure(login, role)
        case .set:
            let password = try context.settings.passwords[role] ?? context.storedPassword(of: login)
            try await LoginPasswords.set(password.unsafeValue, for: login, on: connection)
            guard try await accepts(login, password, in: database) else {
                throw Failure(
                    "\(login) is refused with the password that was just set", advice: "The server's log says why.")
            }
            return true
        }
    }

    private func exists(_ login: String, on connection: PostgresConnection) async throws -> Bool {
        try await connection.query("SELECT 1 FROM pg_roles WHERE rolname = \(login)").count == 1
    }

    private func accepts(_ login: String, _ password: Secret?, in database: String) async throws -> Bool {
        guard let password else { return false }
        let configuration = server.configuration(user: login, password: password, database: database)
        do {
            try await PostgresConnection.connect(to: configuration).close()
            return true
        } catch {
            guard error.code == .authenticationFailed else { throw error }
            return false
        }
    }
}

extension PasswordDecision {
    fileprivate func failure(_ login: String, _ role: PoolRole) -> Failure {
        let key = "DB_\(role.rawValue.uppercased())_PASSWORD"
        let advice = "Give \(login)'s own password in \(key). One that somebody else chose is not overwritten."
        return self == .refuse
            ? Failure("\(login) exists and refuses the password of \(key); nothing was changed", advice: advice)
            : Failure("\(login) exists, and no password is known for it; nothing was changed", advice: advice)
    }
}
