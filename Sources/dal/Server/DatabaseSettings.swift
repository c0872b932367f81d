import Configuration
import PostgresDriver
import Secrets

/// The `DB_*` settings. `DB_HOST` turns from the private server to an existing one.
struct DatabaseSettings: Sendable {
    struct Existing: Sendable {
        var endpoint: ConnectionConfiguration.Endpoint
        var tls: ConnectionConfiguration.TLS

        /// Names the server in a file's name.
        var label: String {
            let place =
                switch endpoint {
                case .tcp(let host, let port): "\(host)-\(port)"
                case .unixSocket(let directory, let port): "\(directory)-\(port)"
                }
            return String(place.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" })
        }
    }

    /// The server to use in place of the private one.
    var existing: Existing?
    /// `DB_NAME`.
    var database: String?
    /// `DB_ADMIN_USER` and so on.
    var users: [PoolRole: String] = [:]
    /// `DB_ADMIN_PASSWORD` and so on.
    var passwords: [PoolRole: Secret] = [:]

    init(_ reader: ConfigReader) throws {
        func text(_ key: ConfigKey, isSecret: Bool = false) -> String? {
            reader.string(forKey: key, isSecret: isSecret).flatMap { $0.isEmpty ? nil : $0 }
        }
        database = text("db.name")
        for role in PoolRole.allCases {
            users[role] = text(ConfigKey(["db", role.rawValue, "user"]))
            passwords[role] = text(ConfigKey(["db", role.rawValue, "password"]), isSecret: true).map(Secret.init)
        }
        guard let host = text("db.host") else { return }
        let port = text("db.port") ?? "5432"
        guard let port = Int(port), (1...65_535).contains(port) else {
            throw Failure("DB_PORT is not a port: \(port)", advice: "Write a number from 1 to 65535.")
        }
        let usesTLS = try Self.flag(text("db.ssl.enabled"), named: "DB_SSL_ENABLED") ?? true
        existing = Existing(
            endpoint: host.hasPrefix("/") ? .unixSocket(directory: host, port: port) : .tcp(host: host, port: port),
            tls: usesTLS ? .verifyFull(rootCertificate: text("db.ssl.ca")) : .disabled)
    }

    private static func flag(_ text: String?, named name: String) throws -> Bool? {
        guard let text else { return nil }
        switch text.lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw Failure("\(name) is neither true nor false: \(text)")
        }
    }
}

/// The roles that an application's pools are separated by.
enum PoolRole: String, CaseIterable, Sendable {
    case admin
    case webapp
    case readonly
    case acrossTenants = "across_tenants"
}
