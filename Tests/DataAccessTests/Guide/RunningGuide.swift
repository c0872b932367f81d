import Configuration
import ConnectionPooling
import DataAccess
import DataAccessTesting
import Logging
import PostgresDriver
import ServiceLifecycle
import Testing
import TestSupport

@Suite("The guide's database at work")
struct RunningGuide {
    @Test("is configured from the environment, and is a service")
    func configured() async throws {
        try await withRoles { fixture in
            guard case .tcp(let host, let port) = fixture.configuration.endpoint,
                case .verifyFull(let authority?) = fixture.configuration.tls
            else { return }
            let provider = EnvironmentVariablesProvider(environmentVariables: [
                "DB_HOST": host, "DB_PORT": "\(port)", "DB_NAME": fixture.database.name, "DB_SSL_CA": authority,
                "DB_WEBAPP_USER": fixture.login(.webapp), "DB_WEBAPP_PASSWORD": fixture.password,
                "DB_READONLY_USER": fixture.login(.readonly), "DB_READONLY_PASSWORD": fixture.password,
                "DB_ADMIN_POOL_SIZE": "0",
            ])
            let reader = ConfigReader(provider: provider)
            let logger = Logger.quiet
            // snippet: configured
            let configuration = try DatabaseConfiguration(reader: reader)
            let database = try Database(configuration: configuration, logger: logger)
            try await database.start()
            let services = ServiceGroup(services: [database], logger: logger)
            // end
            let running = Task { try await services.run() }
            let answer = try await database.readGlobal { try await $0.query("SELECT 1").count }
            #expect(answer == 1)
            await services.triggerGracefulShutdown()
            try await running.value
        }
    }

    @Test("tells how it is")
    func health() async throws {
        try await withDatabase { (database, fixture) async throws in
            _ = try await database.readGlobal { try await $0.query("SELECT 1") }
            try await until { database.health().status == .healthy }
            // snippet: health
            let report = database.health()
            #expect(report.status == .healthy)
            #expect(report.pools[.webapp]?.user == fixture.login(.webapp))

            let readonly = try #require(database.poolStatistics()[.readonly])
            #expect(readonly.total == readonly.idle + readonly.inUse + readonly.opening + readonly.closing)

            let last = try #require(database.recentQueries().last)
            #expect(last.pool == .readonly)
            #expect(last.text == "SELECT 1")
            #expect(database.statementStatistics().contains { $0.text == "SELECT 1" && $0.count == 1 })
            // end
        }
    }

    @Test("takes a changed password up")
    func rotation() async throws {
        try await withDatabase { (database, _) async throws in
            // snippet: rotation
            try database.replaceConnections(of: .webapp)
            // end
            let answer = try await database.writeGlobal { try await $0.query("SELECT 1").count }
            #expect(answer == 1)
        }
    }
}
