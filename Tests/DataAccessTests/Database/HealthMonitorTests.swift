import ConnectionPooling
import Logging
import PostgresDriver
import Synchronization
import Testing
import TestSupport

@testable import DataAccess

@Suite("Health on a real server", .timeLimit(.minutes(2)))
struct HealthMonitorTests {
    @Test("healthy: three pools under three users, with latency")
    func healthy() async throws {
        try await withDatabase { database, fixture in
            let report = database.health()
            #expect(report.status == .healthy)
            for pool in [PoolName.admin, .webapp, .readonly] {
                #expect(report.pools[pool]?.user == fixture.login(pool))
                #expect((report.pools[pool]?.latencyMs ?? 0) > 0)
                #expect(report.pools[pool]?.error == nil)
            }
            #expect(report.pools[.readonly]?.max == 4)
        }
    }

    @Test(
        "defect 5 and pain 5: a full pool is saturated, not down, for the check never borrows from the pool it judges")
    func neverBorrows() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { database, _ in
            let waiting = try await database.writeGlobal { session in
                _ = try await session.query("SELECT 1")
                let waiting = Task.detached { try await database.writeGlobal { _ in } }
                try await until { database.poolStatistics()[.webapp]?.waiting == 1 }
                let before = database.health().checkedAt
                try await until { database.health().checkedAt > before }
                #expect(database.health().status == .saturated)
                #expect(database.health().pools[.webapp]?.healthy == true)
                #expect(database.health().pools[.webapp]?.reason == .saturated)
                #expect(database.poolStatistics()[.webapp]?.inUse == 1)
                return waiting
            }
            try await waiting.value
        }
    }

    @Test("pain 6, a dead pool that says ok: down when the login is locked out, healthy again by itself when let in")
    func recovers() async throws {
        try await withDatabase { database, fixture in
            let webapp = fixture.login(.webapp)
            try await fixture.asSuperuser(
                SQL(verbatim: "ALTER ROLE \(webapp) NOLOGIN"),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \(webapp)")
            try await until { database.health().status == .down }
            #expect(database.health().pools[.webapp]?.error?.contains("28000") == true)
            #expect(database.health().pools[.webapp]?.reason == .badCredential)
            #expect(database.health().pools[.readonly]?.healthy == true)
            try await fixture.asSuperuser(SQL(verbatim: "ALTER ROLE \(webapp) LOGIN"))
            try await until { database.health().status == .healthy }
        }
    }

    @Test("a broken probe connection alone is replaced within the same probe: nobody hears of it")
    func brokenProbeConnection() async throws {
        try await withDatabase({ $0.healthCheckInterval = .seconds(3600) }) { database, fixture in
            let user = fixture.login(.readonly)
            try await fixture.asSuperuser(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \(user)")
            let findings = await database.monitor.probeAll()
            guard case .answered(let identity, _) = findings[.readonly], identity.user == user else {
                Issue.record("found \(String(describing: findings[.readonly]))")
                return
            }
        }
    }

    @Test("pain 7, the role is validated and not liveness: a server that takes no writes is down for webapp alone")
    func readOnlyServer() async throws {
        try await withDatabase { database, fixture in
            let webapp = fixture.login(.webapp)
            try await fixture.asSuperuser(
                SQL(verbatim: "ALTER ROLE \(webapp) SET default_transaction_read_only = on"),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \(webapp)")
            try await until { database.health().pools[.webapp]?.reason == .readOnlyServer }
            #expect(database.health().status == .down)
            #expect(database.health().pools[.readonly]?.healthy == true)
            try await fixture.asSuperuser(
                SQL(verbatim: "ALTER ROLE \(webapp) RESET default_transaction_read_only"),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \(webapp)")
            try await until { database.health().status == .healthy }
        }
    }

    @Test("pain 9, half-open sockets: a server that stops answering is unreachable, told within the probe's deadline")
    func halfOpen() async throws {
        try await withRoles { fixture in
            guard case .tcp(let host, let port) = fixture.configuration.endpoint else {
                Issue.record("the test's server is not reached by TCP")
                return
            }
            let proxy = try FaultProxy(to: .port(port))
            var configuration = fixture.configuration
            configuration.endpoint = .tcp(host: host, port: proxy.port)
            let database = try Database(configuration: configuration, logger: .quiet)
            try await withRunning(database) {
                #expect(try await database.readGlobal { try await $0.query("SELECT 1").number } == 1)
                proxy.follow(.now(.stall))
                try await until { database.health().status == .down }
                #expect(database.health().pools[.webapp]?.reason == .unreachable)
                #expect(database.health().pools[.readonly]?.reason == .unreachable)
                proxy.follow()
                try await until { database.health().status == .healthy }
                #expect(try await database.readGlobal { try await $0.query("SELECT 1").number } == 1)
            }
        }
    }

    @Test("pain 8, nobody waits for a recheck: a thousand questions start no probe, there is one an interval")
    func oneProbeAnInterval() async throws {
        let probe = CountingProbe()
        let monitor = HealthMonitor(
            interval: .seconds(3600), pools: [:], probes: [.webapp: probe], logger: .quiet
        ) { _ in }
        await monitor.probeAll()
        let running = Task { await monitor.run() }
        for _ in 0..<1000 { _ = monitor.report() }
        running.cancel()
        await running.value
        #expect(probe.count == 1)
    }
}

/// Answers at once and counts.
final class CountingProbe: HealthProbe {
    private let counter = Atomic(0)

    var count: Int { counter.load(ordering: .relaxed) }

    func probe() async -> ProbeFinding {
        counter.add(1, ordering: .relaxed)
        return .answered(ConnectionIdentity(user: "somebody"), latency: .milliseconds(1))
    }

    func close() async {}
}
