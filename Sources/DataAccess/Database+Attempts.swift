import ConnectionPooling
import PostgresDriver

extension Database {
    /// Does work once, or as often as a rule for retries says.
    ///
    /// - Throws: What the last attempt threw, and `CancellationError` when the task is cancelled.
    nonisolated(nonsending) func attempt<Value>(
        _ mode: TransactionMode, _ retry: Retry?,
        _ once: nonisolated(nonsending) (TransactionMode) async throws -> SessionAnswer<Value>
    ) async throws -> sending Value {
        do {
            guard let retry else { return try await once(mode).value }
            return try await attemptAgain(mode, retry, once).value
        } catch let error as DatabaseError where error.code == .cancelled && Task.isCancelled {
            throw CancellationError()
        }
    }

    private nonisolated(nonsending) func attemptAgain<Value>(
        _ mode: TransactionMode, _ retry: Retry,
        _ once: nonisolated(nonsending) (TransactionMode) async throws -> SessionAnswer<Value>
    ) async throws -> SessionAnswer<Value> {
        var schedule = RetrySchedule(retry)
        var generator = SystemRandomNumberGenerator()
        let start = ContinuousClock.now
        while true {
            var mode = mode
            let left = max(retry.deadline - (.now - start), .milliseconds(1))
            mode.timeout = mode.timeout.map { min($0, left) } ?? left
            do {
                return try await once(mode)
            } catch {
                let pause = schedule.pause(after: error, elapsed: .now - start, using: &generator)
                guard let pause else { throw error }
                try await Task.sleep(for: pause)
            }
        }
    }

    /// Does work on a connection of a pool. Where it leaves open whether it was committed, the server is asked.
    nonisolated(nonsending) func lend<Value>(
        _ mode: TransactionMode, on name: PoolName, at site: CallSite,
        _ body: nonisolated(nonsending) (SessionWork) async throws -> SessionAnswer<Value>
    ) async throws -> SessionAnswer<Value> {
        try refuseNested(at: site)
        let pool = try pool(name)
        var mode = mode
        mode.pooler = configuration.pooler
        let answer: SessionAnswer<Value>
        do {
            let lease = try await pool.lease(at: site)
            let trace = trace(at: site, on: lease, of: pool)
            let work = SessionWork(mode, on: lease.connection, trace: trace, deadlines: deadlines)
            defer { pool.release(lease, work.end()) }
            answer = try await body(work)
        }
        // Only now: the question takes a connection of its own.
        if let unknown = answer.unknown, let transaction = unknown.transactionID {
            try await resolve(unknown, of: transaction, on: pool, at: site)
        }
        return answer
    }

    /// - Throws: `.nestedSession` within a session of this database.
    func refuseNested(at site: CallSite) throws(DatabaseError) {
        if let outer = OpenSession.enclosing(self) { throw .nestedSession(at: site, inside: outer.site) }
    }
}
