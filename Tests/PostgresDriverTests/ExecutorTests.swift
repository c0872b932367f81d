import DataAccessTesting
import Foundation
import PostgresDriver
import Synchronization
import Testing

@Suite("The executor")
struct ExecutorTests {
    private func threadName() -> String {
        (try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)) ?? ""
    }

    @Test("runs the tasks that prefer it on its own threads")
    func runsTasks() async {
        let executor = PostgresExecutor(loops: 2)
        let name = await withTaskExecutorPreference(executor) { threadName() }
        #expect(name.hasPrefix("pg-loop-"))
        await executor.shutdown()
    }

    @Test("runs every job, however many tasks there are")
    func runsEveryJob() async {
        let executor = PostgresExecutor(loops: 2)
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 0..<1_000 {
                group.addTask(executorPreference: executor) {
                    for _ in 0..<10 { await Task.yield() }
                    counter.count.add(1, ordering: .relaxed)
                }
            }
        }
        #expect(counter.count.load(ordering: .relaxed) == 1_000)
        await executor.shutdown()
    }

    @Test("loses no job that comes after its end")
    func lateJobs() async {
        let executor = PostgresExecutor(loops: 1)
        await executor.shutdown()
        #expect(await withTaskExecutorPreference(executor) { 42 } == 42)
        await executor.shutdown()
    }

    @Test("serves connections of tasks on it and off it")
    func servesConnections() async throws {
        let executor = PostgresExecutor(loops: 1)
        let server = try await TestServer.shared
        let configuration = server.superuserConfiguration(database: "postgres")
        let connection = try await PostgresConnection.connect(to: configuration, on: executor)
        let inside = try await withTaskExecutorPreference(executor) {
            try await connection.query("SELECT 1").count
        }
        #expect(inside == 1)
        let outside = try await connection.query("SELECT 1").count
        #expect(outside == 1)
        await connection.close()
        await executor.shutdown()
    }
}

private final class Counter: Sendable {
    let count = Atomic<Int>(0)
}
