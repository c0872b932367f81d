import Synchronization
import Testing
import TestSupport

@testable import ConnectionPooling

@Suite("The pool with its shell", .timeLimit(.minutes(5)))
struct PoolTests {
    @Test("a connection is opened once and used again")
    func reuses() async throws {
        try await withPool(PoolSettings(maximum: 2)) { pool, server in
            for _ in 0..<10 { try await pool.withLease(at: CallSite()) { #expect($0.number == 1) } }
            #expect(server.opened == 1)
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test("100 callers on 4 connections: all are served, never more than 4 are open")
    func bounded() async throws {
        try await withPool(PoolSettings(maximum: 4)) { pool, server in
            let served = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        for _ in 0..<20 { try await pool.withLease(at: CallSite()) { _ in await Task.yield() } }
                        return 20
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(served == 2000)
            #expect(server.most <= 4)
            #expect(pool.statistics.inUse == 0 && pool.statistics.waiting == 0)
        }
    }

    @Test("cancelling a caller that waits frees it at once and loses no connection")
    func cancelledAcquireLosesNothing() async throws {
        try await withPool(PoolSettings(maximum: 1)) { pool, server in
            server.hold()
            let caller = Task { try await pool.acquire(at: CallSite()) }
            try await until { server.connecting == 1 }
            caller.cancel()
            await #expect(throws: PoolRefusal.cancelled) { try await caller.value }
            server.letGo()
            try await until { pool.statistics.idle == 1 }
            try await pool.withLease(at: CallSite()) { #expect($0.number == 1) }
        }
    }

    @Test("a storm of cancelled callers leaves every slot in its place")
    func cancelStorm() async throws {
        try await withPool(PoolSettings(maximum: 3)) { pool, server in
            await withDiscardingTaskGroup { group in
                for round in 0..<2000 {
                    group.addTask {
                        let caller = Task { try await pool.withLease(at: CallSite()) { _ in await Task.yield() } }
                        if round % 3 == 0 { await Task.yield() }
                        if round % 2 == 0 { caller.cancel() }
                        _ = await caller.result
                    }
                }
            }
            try await until {
                pool.statistics.inUse == 0 && pool.statistics.waiting == 0 && pool.statistics.opening == 0
            }
            #expect(server.most <= 3)
            #expect(pool.statistics.total == server.open)
        }
    }

    @Test("a caller times out when nothing becomes free")
    func acquireTimeout() async throws {
        try await withPool(PoolSettings(maximum: 1)) { pool, _ in
            let lease = try await pool.acquire(at: CallSite())
            await #expect(throws: PoolRefusal.timedOut) {
                try await pool.acquire(timeout: .milliseconds(20), at: CallSite())
            }
            pool.release(lease)
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test("a caller that comes before anybody runs the pool times out too, instead of waiting for ever")
    func acquireBeforeRun() async throws {
        let server = FakeServer()
        let pool = ConnectionPool(settings: PoolSettings(maximum: 1)) { try await server.connect() }
        await #expect(throws: PoolRefusal.timedOut) {
            try await pool.acquire(timeout: .milliseconds(20), at: CallSite())
        }
    }

    @Test("a connection that broke while idle is replaced before anybody gets it")
    func brokenIdleConnection() async throws {
        try await withPool(PoolSettings(maximum: 1)) { pool, _ in
            try await pool.withLease(at: CallSite()) { _ in }
            let lease = try await pool.acquire(at: CallSite())
            pool.release(lease)
            lease.connection.breakOff()
            try await pool.withLease(at: CallSite()) { #expect($0.number == 2) }
        }
    }

    @Test("what the body throws passes through, and the connection comes back")
    func bodyThrows() async throws {
        struct Mine: Error {}
        try await withPool(PoolSettings(maximum: 1)) { pool, _ in
            await #expect(throws: Mine.self) { try await pool.withLease(at: CallSite()) { _ in throw Mine() } }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test("a server that refuses and then does not: the pool heals by itself and keeps why it could not")
    func heals() async throws {
        let backoff = ConnectBackoff(initial: .milliseconds(1), maximum: .milliseconds(5))
        try await withPool(PoolSettings(maximum: 1, minimumIdle: 1, connectBackoff: backoff)) { pool, server in
            try await until { pool.statistics.idle == 1 }
            server.refuse(true)
            pool.replaceAllConnections()
            try await until { pool.statistics.consecutiveConnectFailures > 3 }
            #expect(pool.lastConnectError is FakeServer.Refused)
            server.refuse(false)
            try await until { pool.statistics.idle == 1 }
            #expect(pool.lastConnectError == nil)
        }
    }

    @Test("shutting down waits for a lease under way and leaves no connection open")
    func drains() async throws {
        let server = FakeServer()
        let pool = ConnectionPool(settings: PoolSettings(maximum: 2, acquireTimeout: .seconds(240))) {
            try await server.connect()
        }
        async let running: Void = pool.run()
        let lease = try await pool.acquire(at: CallSite())
        pool.shutDown(timeout: .seconds(60))
        await #expect(throws: PoolRefusal.shutDown) { try await pool.acquire(at: CallSite()) }
        #expect(server.open == 1)
        pool.release(lease)
        await running
        #expect(server.open == 0)
    }

    @Test("cancelling the running pool closes everything, leased connections too")
    func cancelledRun() async throws {
        let server = FakeServer()
        let pool = ConnectionPool(settings: PoolSettings(maximum: 2, acquireTimeout: .seconds(240))) {
            try await server.connect()
        }
        let running = Task { await pool.run() }
        let lease = try await pool.acquire(at: CallSite())
        running.cancel()
        await running.value
        #expect(server.open == 0)
        #expect(!lease.connection.isReusable)
    }

    @Test("pain 12: a hundred rotations under load: nobody is refused, nobody gets a connection from before")
    func rotationsUnderLoad() async throws {
        try await withPool(PoolSettings(maximum: 4)) { pool, server in
            let seen = Rotations()
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<3 {
                    group.addTask {
                        while seen.rotated.load(ordering: .acquiring) < 100 {
                            let least = seen.rotated.load(ordering: .acquiring)
                            try await pool.withLease(at: CallSite()) { connection in
                                if connection.generation < least { seen.old.add(1, ordering: .relaxed) }
                                await Task.yield()
                            }
                        }
                    }
                }
                for rotation in 1...100 {
                    let leases = pool.statistics.totals.leases
                    server.rotate()
                    pool.replaceAllConnections()
                    seen.rotated.store(rotation, ordering: .releasing)
                    if rotation < 100 { try await until { pool.statistics.totals.leases > leases + 5 } }
                }
            }
            #expect(seen.old.load(ordering: .relaxed) == 0)
            #expect(pool.statistics.totals.closed[.replaced, default: 0] >= 100)
        }
    }

    @Test("a caller on an event loop gets that loop's connection")
    func ownLoop() async throws {
        try await withPool(PoolSettings(maximum: 3)) { pool, server in
            let leases = [try await pool.acquire(at: CallSite()), try await pool.acquire(at: CallSite())]
            for lease in leases { pool.release(lease) }
            let homes = leases.map(\.connection.home)
            #expect(Set(homes).count == 2)
            for home in homes {
                let lease = try await FakeConnection.$callersHome.withValue(home) {
                    try await pool.acquire(at: CallSite())
                }
                #expect(lease.connection.home == home)
                pool.release(lease)
            }
        }
    }

    @Test("an idle connection is asked for a sign of life, and one without is replaced before the caller notices")
    func validation() async throws {
        try await withPool(PoolSettings(maximum: 1, validationGrace: .zero)) { pool, server in
            try await pool.withLease(at: CallSite()) { _ in }
            try await pool.withLease(at: CallSite()) { #expect($0.number == 1) }
            #expect(server.validated == 1)
            server.silence(true)
            try await pool.withLease(at: CallSite()) { #expect($0.number == 2) }
            #expect(pool.statistics.totals.closed == [.validationFailed: 1])
        }
    }

    @Test("pain 9: a connection that never answers holds its caller up for the validation's deadline, no longer")
    func validationDeadline() async throws {
        let settings = PoolSettings(maximum: 1, validationGrace: .zero, validationTimeout: .milliseconds(10))
        try await withPool(settings) { pool, server in
            try await pool.withLease(at: CallSite()) { _ in }
            server.hang(.validation)
            try await pool.withLease(at: CallSite()) { #expect($0.number == 2) }
        }
    }

    @Test("pain 6: connects that hang are given up, so that the pool heals when they no longer do")
    func connectsThatHang() async throws {
        let backoff = ConnectBackoff(initial: .milliseconds(1), maximum: .milliseconds(5))
        let settings = PoolSettings(
            maximum: 2, maximumConcurrentConnects: 2, connectBackoff: backoff, connectTimeout: .milliseconds(10))
        try await withPool(settings) { pool, server in
            server.hang(.connect)
            async let lease = pool.acquire(at: CallSite())
            try await until { pool.statistics.totals.failedConnects > 2 }
            server.hang(nil)
            pool.release(try await lease)
            #expect(pool.statistics.consecutiveConnectFailures == 0)
        }
    }

    private func withPool(
        _ settings: PoolSettings, _ body: (ConnectionPool<FakeConnection>, FakeServer) async throws -> Void
    ) async throws {
        let server = FakeServer()
        var patient = settings
        // The machine that runs this may have other things to do.
        patient.acquireTimeout = .seconds(240)
        let pool = ConnectionPool(settings: patient) { try await server.connect() }
        async let running: Void = pool.run()
        do {
            try await body(pool, server)
        } catch {
            pool.shutDown(timeout: .zero)
            throw error
        }
        pool.shutDown(timeout: .seconds(5))
        await running
        #expect(server.open == 0)
    }
}

private final class Rotations: Sendable {
    /// How many are done.
    let rotated = Atomic(0)
    /// How many leases were of connections from before one that was done.
    let old = Atomic(0)
}
