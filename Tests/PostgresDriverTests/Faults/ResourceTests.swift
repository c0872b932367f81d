import DataAccessTesting
import LocalPostgres
import PostgresDriver
import TestSupport
import Testing

/// Each in a process of its own: other tests open and close descriptors, threads and memory at the same time.
@Suite("Descriptors, threads and memory are the same", .timeLimit(.minutes(60)))
struct ResourceTests {
    @Test("before and after many connections, good ones, refused ones and lost ones")
    func connections() async throws {
        let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let server = try await TestServer.start()
            let count = try SoakSize.connects.count
            try await connectManyTimes(count / 2 + 10, to: server)
            try await expectNoGrowth("\(count) connections") { try await connectManyTimes(count, to: server) }
            try await server.stop()
        }
        print(String(decoding: result.standardOutputContent, as: UTF8.self))
    }

    @Test("before and after many executors")
    func executors() async throws {
        let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let server = try await TestServer.start()
            let count = try SoakSize.executors.count
            try await useManyExecutors(count / 2 + 5, on: server)
            try await expectNoGrowth("\(count) executors") { try await useManyExecutors(count, on: server) }
            try await server.stop()
        }
        print(String(decoding: result.standardOutputContent, as: UTF8.self))
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

/// Runs work for which everything is warm already, and compares.
private func expectNoGrowth(_ name: String, _ work: () async throws -> Void) async throws {
    let began = ContinuousClock.now
    let before = ProcessResources.now
    try await work()
    // Dispatch's own threads go when they had nothing to do for some seconds.
    _ = try await holds(within: .seconds(30)) {
        let now = ProcessResources.now
        return now.threads <= before.threads && now.descriptors == before.descriptors
    }
    let after = ProcessResources.now
    #expect(after.threads <= before.threads)
    #expect(after.descriptors == before.descriptors)
    #expect(after.loops == before.loops)
    let grown = after.residentBytes - before.residentBytes
    print("\(name)\nbefore: \(before)\nafter:  \(after)")
    // What the allocator keeps in hand; a leaked connection alone has libpq's two buffers of 16 KiB.
    #expect(grown < 2_000_000)
    try SoakRecord.add(
        "Resources over \(name)",
        "\(after.descriptors - before.descriptors) descriptors, \(after.loops - before.loops) loop threads, "
            + "\(grown / 1024) KiB resident more", took: ContinuousClock.now - began)
}
