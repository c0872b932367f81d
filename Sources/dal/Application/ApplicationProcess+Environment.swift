import Foundation
import PostgresDriver
import Secrets

extension ApplicationProcess {
    /// What the application finds in its environment: what this process has, where the database is, each role's login
    /// and password, and what `dal.yaml` adds. An environment is readable by its own user alone, unlike arguments.
    static func environment(_ context: Context, _ server: DatabaseServer, _ port: Int) throws -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["DB_NAME"] = server.database
        for (name, value) in location(of: server) { environment[name] = value }
        // With a pool size of 0 the process is to hold no credentials of that role at all.
        var roles = [PoolRole.webapp, .readonly]
        if environment["DB_ADMIN_POOL_SIZE"] != "0" { roles.append(.admin) }
        if let size = environment["DB_ACROSS_TENANTS_POOL_SIZE"], size != "0" { roles.append(.acrossTenants) }
        for role in roles {
            let prefix = "DB_\(role.rawValue.uppercased())"
            environment["\(prefix)_USER"] = context.login(of: role)
            environment["\(prefix)_PASSWORD"] = try context.password(of: role).unsafeValue
        }
        for (name, value) in context.project.file.application.environment {
            environment[name] =
                value.replacing("${port}", with: String(port))
                .replacing("${token_key_file}", with: "\(context.secrets.path)/\(Context.tokenKeyName)")
        }
        return environment
    }

    private static func location(of server: DatabaseServer) -> [String: String] {
        var location: [String: String] = [:]
        switch server.endpoint {
        case .tcp(let host, let port): (location["DB_HOST"], location["DB_PORT"]) = (host, String(port))
        case .unixSocket(let folder, let port): (location["DB_HOST"], location["DB_PORT"]) = (folder, String(port))
        }
        switch server.tls {
        case .disabled: location["DB_SSL_ENABLED"] = "false"
        case .required: location["DB_SSL_ENABLED"] = "true"
        case .verifyCA(let root), .verifyFull(let root):
            location["DB_SSL_ENABLED"] = "true"
            location["DB_SSL_CA"] = root
        }
        return location
    }
}
