import ConnectionPooling
import DataAccessTesting
import Logging
import PostgresDriver
import ServiceLifecycle
import Testing
import TestSupport

@testable import DataAccess

@Suite("Starting and stopping", .timeLimit(.minutes(2)))
struct StartTests {
    @Test("one message names everything that is wrong, without a password")
    func startRefuses() async throws {
        try await withRoles { fixture in
            var configuration = fixture.configuration
            configuration.webapp.password = { "geheim" }
            configuration.readonly.user = "nobody_at_all"
            let database = try Database(configuration: configuration, logger: .quiet)
            let error = await #expect(throws: DatabaseError.self) { try await database.run() }
            #expect(error?.code == .configuration)
            let description = error?.description ?? ""
            #expect(description.contains("webapp") && description.contains("readonly"))
            #expect(description.contains("28P01"))
            #expect(!description.contains("geheim"))
        }
    }

    @Test("a login that works as somebody else is refused")
    func wrongUser() async throws {
        try await withRoles { fixture in
            let (webapp, admin) = (fixture.login(.webapp), fixture.login(.admin))
            try await fixture.asSuperuser(
                SQL(verbatim: "GRANT \(admin) TO \(webapp)"),
                SQL(verbatim: "ALTER ROLE \(webapp) SET role = '\(admin)'"))
            let database = try Database(configuration: fixture.configuration, logger: .quiet)
            let error = await #expect(throws: DatabaseError.self) { try await database.start() }
            #expect(error?.detail?.contains("works as \(admin)") == true)
            #expect(database.health().status == .degraded)
            #expect(database.health().pools[.webapp]?.healthy == false)
        }
    }

    @Test("records as whom the server knows each login")
    func recordsUsers() async throws {
        let lines = RecordingLogHandler.Lines()
        try await withDatabase(logger: Logger(label: "test") { _ in RecordingLogHandler(lines) }) { _, fixture in
            let entry = try #require(lines.all.first { $0.message == "database roles proved" })
            for pool in [PoolName.admin, .webapp, .readonly] {
                #expect(entry.metadata["\(pool)"] == "\(fixture.login(pool))")
            }
        }
    }

    @Test("TLS is required and the server offers none: it does not start, and never goes on in plain text")
    func noTLS() async throws {
        let server = try await TestServer.start()
        do {
            let target = server.superuserConfiguration()
            try await TestServer.withConnection(to: target) { connection in
                _ = try await connection.query("ALTER SYSTEM SET ssl = off")
                _ = try await connection.query("SELECT pg_reload_conf()")
            }
            func login(_ user: String) -> PoolConfiguration { PoolConfiguration(user: user, maximum: 1) }
            let configuration = DatabaseConfiguration(
                endpoint: target.endpoint, database: "postgres", tls: target.tls, admin: nil, webapp: login("w"),
                readonly: login("r"))
            let database = try Database(configuration: configuration, logger: .quiet)
            try await until {
                let error = await #expect(throws: DatabaseError.self) { try await database.start() }
                return error?.detail?.contains("the server offers no encryption") == true
            }
        } catch {
            try? await server.stop()
            throw error
        }
        try await server.stop()
    }

    @Test("a bad admin login does not keep the application from starting; health says degraded")
    func badAdmin() async throws {
        try await withDatabase({ $0.admin?.password = { "wrong" } }) { database, _ in
            #expect(database.health().status == .degraded)
            #expect(database.health().pools[.admin]?.error == "login refused: 28P01 invalid_password")
        }
    }

    @Test("as a service: graceful shutdown lets a session end, then everything is closed")
    func gracefulShutdown() async throws {
        try await withRoles { fixture in
            let database = try Database(configuration: fixture.configuration, logger: .quiet)
            let group = ServiceGroup(services: [database], logger: .quiet)
            async let running: Void = group.run()
            try await database.writeGlobal { session in
                _ = try await session.query("SELECT 1")
                await group.triggerGracefulShutdown()
                let other = { @Sendable in await Task.detached { try await database.readGlobal { _ in } }.result }
                try await until { (try? await other().get()) == nil }
                _ = try await session.query("SELECT 2")
            }
            try await running
            #expect(database.poolStatistics().values.allSatisfy { $0.total == 0 })
        }
    }
}
