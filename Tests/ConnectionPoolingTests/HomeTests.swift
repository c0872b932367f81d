import Testing

@testable import ConnectionPooling

@Suite("Idle connections by event loop")
struct HomeTests {
    @Test("a caller gets the connection of its own loop that was used last")
    func ownLoopFirst() throws {
        var pool = MachineHarness(PoolSettings(maximum: 4))
        let ids = try pool.idleConnections(4, homes: [0, 1])
        #expect(pool.acquire(home: 0).lease?.connection == ids[2])
        #expect(pool.acquire(home: 0).lease?.connection == ids[0])
    }

    @Test("it overflows to the neighbour's instead of waiting, and opens nothing")
    func overflows() throws {
        var pool = MachineHarness(PoolSettings(maximum: 4))
        let ids = try pool.idleConnections(2, homes: [0, 1])
        let first = pool.acquire(home: 1)
        let second = pool.acquire(home: 1)
        #expect([first.lease?.connection, second.lease?.connection] == [ids[1], ids[0]])
        #expect(first.actions == [] && second.actions == [])
    }

    @Test("a caller on a loop nobody lives on, or on none, gets the connection used last of all", arguments: [7, nil])
    func strangers(home: Int?) throws {
        var pool = MachineHarness(PoolSettings(maximum: 4))
        let ids = try pool.idleConnections(3, homes: [2, 0, 1])
        #expect(pool.acquire(home: home).lease?.connection == ids[2])
    }

    @Test("the queue is one, whatever the loops: who came first is served first")
    func oneQueue() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let leases = [try pool.leaseOfNewConnection(home: 0), try pool.leaseOfNewConnection(home: 1)]
        let first = pool.acquire(home: 0)
        let second = pool.acquire(home: 1)
        #expect(pool.release(leases[1]).leases.map(\.waiter) == [try #require(first.waiter)])
        #expect(pool.release(leases[0]).leases.map(\.waiter) == [try #require(second.waiter)])
    }

    @Test("a connection taken out of the middle leaves the order of the others")
    func middle() {
        let start = Duration.seconds(1000)
        var idle = IdleConnections()
        let ids = (0..<4).map { ConnectionID(slot: $0, number: $0 + 1) }
        for (age, id) in ids.enumerated() { idle.insert(id, home: 1, since: start + .seconds(age)) }
        idle.remove(ids[1], home: 1)
        #expect(idle.oldestFirst == [ids[0], ids[2], ids[3]])
        idle.remove(ids[3], home: 1)
        // One that comes back from a validation goes where its age belongs.
        idle.insert(ids[1], home: 1, since: start + .seconds(1))
        #expect(idle.oldestFirst == [ids[0], ids[1], ids[2]])
        #expect(idle.mostRecent == ids[2] && idle.mostRecent(on: 1) == ids[2])
        #expect(idle.mostRecent(on: 0) == nil)
        #expect(idle.count == 3)
    }
}
