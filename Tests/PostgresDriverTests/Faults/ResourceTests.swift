import DataAccessTesting
import LocalPostgres
import PostgresDriver
import TestSupport
import Testing

/// Each in a process of its own: other tests open and close descriptors, threads and memory at the same time.
@Suite("Descriptors, threads and memory are the same", .timeLimit(.minutes(60)))
struct ResourceTests {
    @Test("before and after many connections, good ones, refused ones and lost ones", .ownThreads)
    func connections() async {
        await #expect(processExitsWith: .success) {
            let server = try await TestServer.start()
            let count = try SoakSize.connects.count
            try await connectManyTimes(count, to: server)
            try await expectNoGrowth("\(count) connections") { try await connectManyTimes(count, to: server) }
            try await server.stop()
        }
    }

    @Test("before and after many executors", .ownThreads)
    func executors() async {
        await #expect(processExitsWith: .success) {
            let server = try await TestServer.start()
            let count = try SoakSize.executors.count
            try await useManyExecutors(count, on: server)
            try await expectNoGrowth("\(count) executors") { try await useManyExecutors(count, on: server) }
            try await server.stop()
        }
    }
}

/// Every fourth connection is refused, and every fourth lost in mid-statement.
private func connectManyTimes(_ count: Int, to server: TestServer) async throws {
    for number in 0..<count {
        var configuration = server.superuserConfiguration(over: number % 2 == 0 ? .tcp : .unixSocket)
        if number % 4 == 3 {
            configuration.password = { "wrong" }
            await #expect(throws: DatabaseError.self) { _ = try await PostgresConnection.connect(to: configuration) }
            continue
        }
        let connection = try await PostgresConnection.connect(to: configuration)
        if number % 4 == 1 {
            let text: SQL = "SELECT repeat('x', 100000), pg_terminate_backend(pg_backend_pid())"
            await #expect(throws: DatabaseError.self) { _ = try await connection.query(text) }
        } else {
            #expect(try await connection.query("SELECT repeat('x', 100000)").count == 1)
        }
        await connection.close()
    }
}

private func useManyExecutors(_ count: Int, on server: TestServer) async throws {
    for _ in 0..<count {
        let executor = PostgresExecutor(loops: 3)
        let connection = try await PostgresConnection.connect(to: server.superuserConfiguration(), on: executor)
        let rows = try await withTaskExecutorPreference(executor) { try await connection.query("SELECT 1").count }
        #expect(rows == 1)
        await connection.close()
        await executor.shutdown()
    }
}

/// So many times at most the work is done and measured. On a busy machine threads meet other arenas of the allocator each
/// time, which grow once each.
private let rounds = 12
/// What an allocator takes at a time, and less than what is lost at each turn would add up to.
private let unnoticedGrowth = 100_000

/// Runs work for which everything is warm already, and compares.
private func expectNoGrowth(_ name: String, _ work: () async throws -> Void) async throws {
    let began = ContinuousClock.now
    let before = try await settled()
    var after = before
    var growth: [Int] = []
    while growth.count < rounds, growth.min() ?? .max >= unnoticedGrowth {
        try await work()
        let now = try await settled(before)
        growth.append(now.residentBytes - after.residentBytes)
        after = now
    }
    // A process of its own passes on what is said of a failure, and nothing else.
    #expect(after.threads <= before.threads && after.loops == before.loops, "\(before), \(after)")
    #expect(after.descriptors == before.descriptors, "\(before), \(after)")
    // The allocator takes a page now and then; what is lost at each turn shows in every round.
    #expect(growth.contains { $0 < unnoticedGrowth }, "\(growth)")
    try SoakRecord.add(
        "Resources over \(name), \(growth.count) times",
        "\(after.descriptors - before.descriptors) descriptors, \(after.threads - before.threads) threads, "
            + "\((after.residentBytes - before.residentBytes) / 1024) KiB resident more",
        took: ContinuousClock.now - began)
}

/// Waits for what ends a moment later: the thread of an executor just after its last word, and those of Dispatch when
/// they had nothing to do for some seconds.
private func settled(_ before: ProcessResources? = nil) async throws -> ProcessResources {
    _ = try await holds(within: .seconds(30)) {
        let now = ProcessResources.now
        guard now.loops == PostgresExecutor.shared.loopCount else { return false }
        return before.map { now.threads <= $0.threads && now.descriptors == $0.descriptors } ?? true
    }
    return ProcessResources.now
}
