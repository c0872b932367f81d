import PostgresDriver
import Secrets

extension Context {
    /// The login behind a role: from the environment, else as the project says.
    func login(of role: PoolRole) -> String {
        if let user = settings.users[role] { return user }
        switch role {
        case .admin: return project.file.database.administrator
        case .webapp: return project.file.logins.webapp
        case .readonly: return project.file.logins.readonly
        case .acrossTenants: return project.file.logins.acrossTenants ?? role.rawValue
        }
    }

    /// The roles whose logins the migrations make: not everyone reads across tenants.
    var applicationRoles: [PoolRole] {
        [.webapp, .readonly] + (project.file.logins.acrossTenants == nil ? [] : [.acrossTenants])
    }

    var databaseName: String { settings.database ?? project.file.database.name }

    /// The password of a role's login: from the environment, else the stored one. A missing one is an error and never
    /// makes another role step in.
    func password(of role: PoolRole) throws -> Secret {
        if let password = try settings.passwords[role] ?? secrets.read(LoginSecret.name(of: login(of: role))) {
            return password
        }
        throw Failure(
            "no password for \(login(of: role)), the \(role.rawValue) login",
            advice:
                "Set DB_\(role.rawValue.uppercased())_PASSWORD, or let dal up make and store one in \(secrets.path).")
    }

    /// The stored password of a login, made and stored when there is none.
    @discardableResult
    func storedPassword(of login: String) throws -> Secret {
        try state.create()
        return try secrets.readOrCreate(LoginSecret.name(of: login)) { .randomPassword() }
    }

    func configuration(as role: PoolRole, on server: DatabaseServer) throws -> ConnectionConfiguration {
        server.configuration(user: login(of: role), password: try password(of: role))
    }
}
