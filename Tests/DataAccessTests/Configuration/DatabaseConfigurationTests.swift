import Configuration
import PostgresDriver
import Synchronization
import Testing

@testable import DataAccess

@Suite("The configuration from the environment")
struct DatabaseConfigurationTests {
    static let complete = [
        "DB_HOST": "db.example", "DB_NAME": "fleetdb",
        "DB_ADMIN_USER": "fleetadmin", "DB_ADMIN_PASSWORD": "geheim-a",
        "DB_WEBAPP_USER": "fleet_webapp_user", "DB_WEBAPP_PASSWORD": "geheim-w",
        "DB_READONLY_USER": "fleet_readonly_user", "DB_READONLY_PASSWORD": "geheim-r",
    ]

    @Test("defaults: port 5432, verified TLS, pools of 5, 20 and 10, a probe every 30 s, no query log")
    func defaults() async throws {
        let configuration = try read(Self.complete)
        #expect(configuration.endpoint == .tcp(host: "db.example", port: 5432))
        #expect(configuration.database == "fleetdb")
        #expect(configuration.tls == .verifyFull(rootCertificate: nil))
        #expect(configuration.admin?.maximum == 5)
        #expect(configuration.admin?.minimumIdle == 0)
        #expect(configuration.webapp.maximum == 20)
        #expect(configuration.readonly.maximum == 10)
        #expect(configuration.healthCheckInterval == .seconds(30))
        #expect(!configuration.logQueries)
        #expect(try await configuration.readonly.password() == "geheim-r")
    }

    @Test("every key is read")
    func everyKey() throws {
        let configuration = try read(
            Self.complete.merging([
                "DB_PORT": "6543", "DB_SSL_ENABLED": "false", "DB_LOG_QUERIES": "true",
                "DB_HEALTH_CHECK_INTERVAL": "1500", "DB_ADMIN_POOL_SIZE": "1", "DB_WEBAPP_POOL_SIZE": "7",
                "DB_READONLY_POOL_SIZE": "3",
            ]) { $1 })
        #expect(configuration.endpoint == .tcp(host: "db.example", port: 6543))
        #expect(configuration.tls == .disabled)
        #expect(configuration.logQueries)
        #expect(configuration.healthCheckInterval == .milliseconds(1500))
        #expect(configuration.logins.map(\.login.maximum) == [1, 7, 3])
    }

    @Test("a host that begins with a slash is a Unix socket, which is not encrypted")
    func unixSocket() throws {
        let configuration = try read(Self.complete.merging(["DB_HOST": "/run/postgresql"]) { $1 })
        #expect(configuration.endpoint == .unixSocket(directory: "/run/postgresql", port: 5432))
        #expect(configuration.tls == .disabled)
    }

    @Test("DB_SSL_CA names the certificate to verify against, and has to be readable")
    func certificateAuthority() throws {
        let configuration = try read(Self.complete.merging(["DB_SSL_CA": "/etc/hostname"]) { $1 })
        #expect(configuration.tls == .verifyFull(rootCertificate: "/etc/hostname"))
        #expect(problems(["DB_SSL_CA": "/nowhere/ca.pem"]) == ["DB_SSL_CA"])
    }

    @Test("everything wrong is said at once, with key and remedy")
    func allProblemsAtOnce() throws {
        let error = #expect(throws: ConfigurationProblems.self) {
            try read([
                "DB_PORT": "http", "DB_SSL_ENABLED": "perhaps", "DB_HEALTH_CHECK_INTERVAL": "5",
                "DB_WEBAPP_USER": "w", "DB_WEBAPP_POOL_SIZE": "0",
            ])
        }
        #expect(
            Set(error?.problems.map(\.key) ?? []) == [
                "DB_HOST", "DB_PORT", "DB_NAME", "DB_SSL_ENABLED", "DB_HEALTH_CHECK_INTERVAL", "DB_ADMIN_USER",
                "DB_ADMIN_PASSWORD", "DB_WEBAPP_PASSWORD", "DB_WEBAPP_POOL_SIZE", "DB_READONLY_USER",
                "DB_READONLY_PASSWORD",
            ])
        #expect(error?.problems.allSatisfy { !$0.remedy.isEmpty } == true)
        #expect(error?.description.contains("DB_PORT: is \"http\". Write a whole number from 1 to 65535.") == true)
    }

    @Test(
        "a missing readonly or webapp login is an error, never another role",
        arguments: ["DB_READONLY_USER", "DB_READONLY_PASSWORD", "DB_WEBAPP_USER", "DB_WEBAPP_PASSWORD"])
    func missingLogin(key: String) {
        #expect(problems([key: nil]) == [key])
        #expect(problems([key: ""]) == [key])
    }

    @Test("a missing admin login is an error too, unless the pool size is 0")
    func admin() throws {
        #expect(problems(["DB_ADMIN_USER": nil, "DB_ADMIN_PASSWORD": nil]) == ["DB_ADMIN_USER", "DB_ADMIN_PASSWORD"])
        var environment = Self.complete
        environment["DB_ADMIN_USER"] = nil
        environment["DB_ADMIN_PASSWORD"] = nil
        environment["DB_ADMIN_POOL_SIZE"] = "0"
        #expect(try read(environment).admin == nil)
    }

    @Test("with a pool size of 0 the admin's credentials are not even read")
    func adminIsNotRead() throws {
        let reads = RecordedReads()
        let environment = Self.complete.merging(["DB_ADMIN_POOL_SIZE": "0"]) { $1 }
        let provider = EnvironmentVariablesProvider(environmentVariables: environment)
        let configuration = try DatabaseConfiguration(reader: ConfigReader(provider: provider, accessReporter: reads))
        #expect(configuration.admin == nil)
        #expect(reads.keys.contains("db.webapp.password"))
        #expect(reads.keys.filter { $0.hasPrefix("db.admin") } == ["db.admin.pool.size"])
    }

    @Test("reading across tenants has a login of its own, which is not there unless it is given room")
    func acrossTenants() throws {
        #expect(try read(Self.complete).acrossTenants == nil)
        let keys = ["DB_ACROSS_TENANTS_USER": "jobs", "DB_ACROSS_TENANTS_PASSWORD": "geheim"]
        #expect(try read(Self.complete.merging(keys) { $1 }).acrossTenants == nil)
        let sized = try read(Self.complete.merging(keys) { $1 }.merging(["DB_ACROSS_TENANTS_POOL_SIZE": "2"]) { $1 })
        #expect(sized.acrossTenants?.user == "jobs")
        #expect(sized.acrossTenants?.maximum == 2)
        #expect(
            problems(["DB_ACROSS_TENANTS_POOL_SIZE": "2"]) == [
                "DB_ACROSS_TENANTS_USER", "DB_ACROSS_TENANTS_PASSWORD",
            ])
    }

    @Test("the pools' times come from keys, for every pool alike")
    func times() throws {
        let keys = ["DB_ACQUIRE_TIMEOUT": "250", "DB_MAX_LIFETIME": "60000", "DB_IDLE_TIMEOUT": "5000"]
        let configuration = try read(Self.complete.merging(keys) { $1 })
        for login in configuration.logins.map(\.login) {
            #expect(login.acquireTimeout == .milliseconds(250))
            #expect(login.maximumLifetime == .seconds(60))
            #expect(login.idleTimeout == .seconds(5))
        }
        #expect(problems(["DB_ACQUIRE_TIMEOUT": "0"]) == ["DB_ACQUIRE_TIMEOUT"])
    }

    @Test("a pooler is named by what it hands on; statement pooling is refused with the reason")
    func pooler() throws {
        #expect(try read(Self.complete).pooler == .none)
        #expect(try read(Self.complete.merging(["DB_POOLER": "transaction"]) { $1 }).pooler == .transaction)
        #expect(try read(Self.complete.merging(["DB_POOLER": "none"]) { $1 }).pooler == .none)
        #expect(problems(["DB_POOLER": "session"]) == ["DB_POOLER"])
        let error = #expect(throws: ConfigurationProblems.self) {
            try read(Self.complete.merging(["DB_POOLER": "statement"]) { $1 })
        }
        #expect(error?.problems.first?.remedy.contains("no transaction can span") == true)
    }

    @Test("two pools with one login are an error")
    func oneLoginForTwoPools() {
        #expect(problems(["DB_READONLY_USER": "fleet_webapp_user"]) == ["DB_WEBAPP_USER, DB_READONLY_USER"])
    }

    @Test("no password is ever part of an error or of what the reader prints")
    func noSecrets() {
        let error = #expect(throws: ConfigurationProblems.self) {
            try read(Self.complete.merging(["DB_PORT": "x", "DB_READONLY_USER": "fleetadmin"]) { $1 })
        }
        #expect(error?.description.contains("geheim") == false)
    }

    private func read(_ environment: [String: String]) throws -> DatabaseConfiguration {
        let provider = EnvironmentVariablesProvider(environmentVariables: environment)
        return try DatabaseConfiguration(reader: ConfigReader(provider: provider))
    }

    /// The keys found wrong after changing a complete environment.
    private func problems(_ changes: [String: String?]) -> [String] {
        var environment = Self.complete
        for (key, value) in changes { environment[key] = value }
        do {
            _ = try read(environment)
            return []
        } catch {
            return (error as? ConfigurationProblems)?.problems.map(\.key) ?? ["\(error)"]
        }
    }
}

/// Which keys were read.
private final class RecordedReads: AccessReporter {
    private let recorded = Mutex<[String]>([])

    var keys: [String] { recorded.withLock { $0 } }

    func report(_ event: AccessEvent) { recorded.withLock { $0.append("\(event.metadata.key)") } }
}
