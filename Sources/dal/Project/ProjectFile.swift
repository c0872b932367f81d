/// What `dal.yaml` says. Every path in it is relative to the file's folder.
struct ProjectFile: Decodable, Sendable {
    struct Database: Decodable, Sendable {
        var name: String
        var administrator: String
        var bootstrap: String
        var migrations: String
        /// How long migrations wait and take; an application may leave that to the runner.
        var limits: Limits?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case name, administrator, bootstrap, migrations, limits
        }
    }

    struct Limits: Decodable, Sendable {
        var lockWait: TimeSpan?
        var lockTimeout: TimeSpan?
        var statementTimeout: TimeSpan?
        var longStatementTimeout: TimeSpan?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case lockWait = "lock_wait"
            case lockTimeout = "lock_timeout"
            case statementTimeout = "statement_timeout"
            case longStatementTimeout = "long_statement_timeout"
        }
    }

    struct Logins: Decodable, Sendable {
        var webapp: String
        var readonly: String
        /// The login that reads across tenants; an application may do without.
        var acrossTenants: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case webapp, readonly
            case acrossTenants = "across_tenants"
        }
    }

    struct Tenants: Decodable, Sendable {
        var table: String
        var id: String
        var name: String

        enum CodingKeys: String, CodingKey, CaseIterable {
            case table, id, name
        }
    }

    struct Application: Decodable, Sendable {
        /// The program and its arguments; the program is looked for beside `dal`, then in PATH.
        var command: [String]
        /// `${port}` and `${token_key_file}` are filled in.
        var environment: [String: String]
        /// What the line on its standard output begins with that ends in its URL, once it listens.
        var listening: String
        var health: String
        /// Where it shows its pools; nil when it does not.
        var pools: Pools?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case command, environment, listening, health, pools
        }
    }

    /// Where an application shows its pools to those whose token has the permission.
    struct Pools: Decodable, Sendable {
        var path: String
        var permission: String

        enum CodingKeys: String, CodingKey, CaseIterable {
            case path, permission
        }
    }

    struct Tokens: Decodable, Sendable {
        var permissions: [String]
        var lifetimeHours: Int

        enum CodingKeys: String, CodingKey, CaseIterable {
            case permissions
            case lifetimeHours = "lifetime_hours"
        }
    }

    var name: String
    var database: Database
    var access: String
    var logins: Logins
    var tenants: Tenants
    var data: [DataSource]
    var application: Application
    var tokens: Tokens

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, database, access, logins, tenants, data, application, tokens
    }
}
