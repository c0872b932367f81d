import ConnectionPooling
public import PostgresDriver
public import ServiceLifecycle
import Synchronization

extension Database: Service {
    /// Connects every role once and checks that the server knows it under the name configured.
    ///
    /// ``run()`` does this too when it was not done before. The admin login is not needed to serve: what is wrong with
    /// it shows in ``health()``.
    ///
    /// - Throws: `.configuration` with one message that names everything wrong with webapp and readonly. Trying again
    ///   is safe.
    public func start() async throws(DatabaseError) {
        let findings = await monitor.probeAll()
        let problems = [PoolName.webapp, .readonly].compactMap { name -> String? in
            findings[name]?.startProblem(name, user: pools[name]?.user ?? "")
        }
        guard problems.isEmpty else {
            await monitor.close()
            throw DatabaseError(
                .configuration, detail: "the database cannot be used: " + problems.joined(separator: "; "))
        }
        isStarted.store(true, ordering: .relaxed)
    }

    /// Opens and maintains the pools and watches their health until graceful shutdown has drained them.
    ///
    /// Call it once. Sessions under way at graceful shutdown have `shutdownTimeout` to end; cancelling the task that
    /// runs it closes their connections at once.
    ///
    /// - Throws: As ``start()``.
    public func run() async throws {
        if !isStarted.load(ordering: .relaxed) { try await start() }
        await withTaskGroup { watch in
            watch.addTask { await self.monitor.run() }
            watch.addTask { await self.observation.run(Array(self.pools.values)) }
            await runPools()
            watch.cancelAll()
        }
    }

    private func runPools() async {
        await withDiscardingTaskGroup { group in
            for pool in pools.values { group.addTask { await pool.connections.run() } }
            // Cancellation ends the wait too, and reaches the pools by itself.
            try? await gracefulShutdown()
            for pool in pools.values { pool.connections.shutDown(timeout: configuration.shutdownTimeout) }
        }
    }
}
