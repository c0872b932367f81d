import ConnectionPooling
import Synchronization
import TestSupport
import Testing

@Suite("What a pool tells", .timeLimit(.minutes(5)))
struct EventTests {
    @Test("a lease without a wait makes no event; opening and closing do")
    func uncontended() async throws {
        try await withTold(PoolSettings(maximum: 1)) { pool, told in
            let lease = try await pool.acquire(at: CallSite())
            pool.release(lease)
            let before = told.all.count
            for _ in 0..<10 { try await pool.withLease(at: CallSite()) { _ in } }
            #expect(told.all.count == before)
            pool.replaceAllConnections()
            #expect(told.all.contains { if case .closed(.replaced, _) = $0 { true } else { false } })
            #expect(told.all.contains { if case .opened = $0 { true } else { false } })
        }
    }

    @Test("a lease after a wait says how long and where, and a long wait once more")
    func slowAcquire() async throws {
        try await withTold(PoolSettings(maximum: 1, slowAcquireThreshold: .zero)) { pool, told in
            let site = CallSite(file: "App/Routes.swift", line: 42)
            let lease = try await pool.acquire(at: site)
            #expect(told.all.contains { if case .leased(_, site) = $0 { true } else { false } })
            #expect(told.all.contains { if case .slowAcquire(_, site) = $0 { true } else { false } })
            pool.release(lease)
        }
    }

    @Test("pain 15: the first timeout names all who hold a connection, by file, line and statement")
    func holders() async throws {
        try await withTold(PoolSettings(maximum: 1)) { pool, told in
            let lease = try await pool.acquire(at: CallSite(file: "App/Routes.swift", line: 42))
            lease.holder.statement = "SELECT pg_sleep($1)"
            for _ in 0..<2 {
                await #expect(throws: PoolRefusal.timedOut) {
                    try await pool.acquire(timeout: .milliseconds(5), at: CallSite())
                }
            }
            let reports = told.all.compactMap { if case .timedOut(let holders) = $0 { holders } else { nil } }
            #expect(reports.map(\.count) == [1, 0])
            #expect(reports[0].first?.site.description == "App/Routes.swift:42")
            #expect(reports[0].first?.statement == "SELECT pg_sleep($1)")
            pool.release(lease)
            #expect(pool.statistics.totals.timeouts == 2)
        }
    }

    @Test("pain 15: a lease held too long is told once, with its call site")
    func leak() async throws {
        let settings = PoolSettings(
            maximum: 1, housekeepingInterval: .milliseconds(2), leakThreshold: .milliseconds(5))
        try await withTold(settings) { pool, told in
            let lease = try await pool.acquire(at: CallSite(file: "App/Routes.swift", line: 42))
            func leaks() -> [LeaseHolder.Report] {
                told.all.compactMap { if case .leakSuspected(let report) = $0 { report } else { nil } }
            }
            try await until { !leaks().isEmpty }
            // Another connection's worth of housekeeping goes by.
            let ticks = told.all.count
            await #expect(throws: PoolRefusal.timedOut) {
                try await pool.acquire(timeout: .milliseconds(20), at: CallSite())
            }
            #expect(told.all.count > ticks)
            #expect(leaks().map(\.site.line) == [42])
            #expect(leaks().allSatisfy { $0.held >= .milliseconds(5) })
            pool.release(lease)
        }
    }

    @Test("a connect that fails is told with its reason, callers that leave or are shed too")
    func refusals() async throws {
        let told = Told()
        let server = FakeServer()
        server.refuse(true)
        let settings = PoolSettings(
            maximum: 1, shedding: LoadShedding(target: .milliseconds(1), interval: .milliseconds(5)))
        let pool = ConnectionPool(settings: settings, onEvent: told.note) { try await server.connect() }
        async let running: Void = pool.run()
        let caller = Task { try await pool.acquire(timeout: .seconds(240), at: CallSite()) }
        await #expect(throws: PoolRefusal.shed) { try await caller.value }
        let leaver = Task { try await pool.acquire(timeout: .seconds(240), at: CallSite()) }
        leaver.cancel()
        await #expect(throws: PoolRefusal.self) { try await leaver.value }
        #expect(told.all.contains { if case .shed = $0 { true } else { false } })
        #expect(told.all.contains { if case .openFailed(is FakeServer.Refused) = $0 { true } else { false } })
        pool.shutDown(timeout: .zero)
        await running
    }

    private func withTold(
        _ settings: PoolSettings, _ body: (ConnectionPool<FakeConnection>, Told) async throws -> Void
    ) async throws {
        let told = Told()
        let server = FakeServer()
        var patient = settings
        patient.acquireTimeout = .seconds(240)
        let pool = ConnectionPool(settings: patient, onEvent: told.note) { try await server.connect() }
        async let running: Void = pool.run()
        do {
            try await body(pool, told)
        } catch {
            pool.shutDown(timeout: .zero)
            throw error
        }
        pool.shutDown(timeout: .seconds(240))
        await running
    }
}

/// What a pool told, in order.
private final class Told: Sendable {
    private let events = Mutex<[PoolEvent]>([])

    var all: [PoolEvent] { events.withLock { $0 } }

    func note(_ event: PoolEvent) { events.withLock { $0.append(event) } }
}
