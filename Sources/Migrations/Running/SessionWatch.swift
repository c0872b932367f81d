import PostgresCatalog
import PostgresDriver
import Synchronization

/// Looks through a second connection at what the server does for the run's own session, which cannot ask while a
/// statement is under way: how far it is, and who blocks it. What cannot be seen is not said; the run goes on.
///
/// One task looks for all statements of a run: most end long before a look, and a task and a timer for each would take
/// longer than they do.
final class SessionWatch: Sendable {
    /// What was seen once.
    struct Sight: Sendable, Hashable {
        var phase: ServerPhase?
        var blockers: [BlockingSession] = []
    }

    /// What is under way.
    private struct Work {
        let number: Int
        let began: ContinuousClock.Instant
        let report: @Sendable (Sight, Duration) -> Void
        var nextLook: ContinuousClock.Instant
        var blockers: [BlockingSession] = []
    }

    private let configuration: ConnectionConfiguration
    private let process: Int32
    private let first: Duration
    private let connection = Mutex<PostgresConnection?>(nil)
    private let work = Mutex<(current: Work?, begun: Int)>((nil, 0))

    /// - Parameter lockTimeout: A statement that waits for a lock is looked at before it gives up; 0 is no limit.
    init(_ configuration: ConnectionConfiguration, process: Int32, lockTimeout: Duration) {
        self.configuration = configuration
        self.process = process
        first = lockTimeout > .zero ? min(.milliseconds(200), lockTimeout / 3) : .milliseconds(200)
    }

    /// Keeps looking while `body` runs, and ends the second connection with it.
    func keeping<Value>(
        _ body: () async throws(MigrationError) -> Value
    ) async throws(MigrationError) -> Value {
        let outcome = await withTaskGroup(of: Void.self) { group -> Result<Value, MigrationError> in
            group.addTask { await self.keepLooking() }
            defer { group.cancelAll() }
            do throws(MigrationError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        await close()
        return try outcome.get()
    }

    /// Does something that may take long, and reports what is seen of it, first after a moment and then every second.
    /// - Returns: What `work` returns, and who was last seen in the way.
    func during<Value>(
        _ doing: () async -> Value, report: @escaping @Sendable (Sight, Duration) -> Void
    ) async -> (Value, [BlockingSession]) {
        let now = ContinuousClock.now
        work.withLock {
            $0.begun += 1
            $0.current = Work(number: $0.begun, began: now, report: report, nextLook: now + first)
        }
        let value = await doing()
        let blockers = work.withLock { work in
            defer { work.current = nil }
            return work.current?.blockers ?? []
        }
        return (value, blockers)
    }

    private func close() async {
        let open = connection.withLock { connection in
            defer { connection = nil }
            return connection
        }
        await open?.close()
    }

    private func keepLooking() async {
        while (try? await Task.sleep(for: max(.milliseconds(5), first / 4))) != nil {
            guard let number = due() else { continue }
            note(try? await sight(), of: number)
        }
    }

    /// The number of what is under way, when it is time to look at it.
    private func due() -> Int? {
        work.withLock { work in
            guard let current = work.current, current.nextLook <= .now else { return nil }
            return current.number
        }
    }

    /// Reports while the work is held, so that nothing is told of it once it has ended.
    private func note(_ sight: Sight?, of number: Int) {
        work.withLock { work in
            guard var current = work.current, current.number == number else { return }
            let now = ContinuousClock.now
            // A look just after the statement gave up sees nobody any more.
            if let sight, !sight.blockers.isEmpty { current.blockers = sight.blockers }
            // Somebody in the way is looked at again before the statement gives up.
            current.nextLook = now + (sight?.blockers.isEmpty == false ? first : .seconds(1))
            if let sight { current.report(sight, now - current.began) }
            work.current = current
        }
    }

    private func sight() async throws(DatabaseError) -> Sight {
        let connection = try await connected()
        let answers = try await connection.pipeline([
            .phase(of: process), .blockers(of: process),
        ])
        var sight = Sight()
        if answers.count == 2 {
            sight.phase = try answers[0].get().first.map { row throws(DatabaseError) in try ServerPhase(row) }
            sight.blockers = try answers[1].get().map { row throws(DatabaseError) in try BlockingSession(row) }
        }
        return sight
    }

    private func connected() async throws(DatabaseError) -> PostgresConnection {
        if let open = connection.withLock({ $0 }), open.isOpen { return open }
        let new = try await PostgresConnection.connect(to: configuration)
        connection.withLock { $0 = new }
        return new
    }
}

extension SQL {
    /// Who is in the way of a process, with the locks it waits for.
    fileprivate static func blockers(of process: Int32) -> SQL {
        """
        SELECT DISTINCT b.pid::int8, a.application_name, a.state,
            extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.backend_start))::float8,
            (SELECT string_agg(DISTINCT format('%s on %s', h.mode, h.relation::pg_catalog.regclass), ', ')
             FROM pg_catalog.pg_locks w JOIN pg_catalog.pg_locks h ON h.granted AND h.locktype = w.locktype
                 AND h.database = w.database AND h.relation = w.relation
             WHERE w.pid = \(process) AND NOT w.granted AND h.pid = b.pid)
        FROM unnest(pg_catalog.pg_blocking_pids(\(process))) b(pid) LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
        ORDER BY 1
        """
    }

    fileprivate static func phase(of process: Int32) -> SQL {
        """
        SELECT command, phase, coalesce(done, 0)::int8 AS done, coalesce(total, 0)::int8 AS total FROM (
            SELECT pid, command, phase,
                CASE WHEN blocks_total > 0 THEN blocks_done WHEN tuples_total > 0 THEN tuples_done ELSE lockers_done END,
                CASE WHEN blocks_total > 0 THEN blocks_total WHEN tuples_total > 0 THEN tuples_total
                    ELSE lockers_total END
            FROM pg_catalog.pg_stat_progress_create_index
            UNION ALL SELECT pid, command, phase, heap_blks_scanned, heap_blks_total
            FROM pg_catalog.pg_stat_progress_cluster
            UNION ALL SELECT pid, 'VACUUM', phase, heap_blks_scanned, heap_blks_total
            FROM pg_catalog.pg_stat_progress_vacuum
            UNION ALL SELECT pid, 'ANALYZE', phase, sample_blks_scanned, sample_blks_total
            FROM pg_catalog.pg_stat_progress_analyze
            UNION ALL SELECT pid, command, 'copying', bytes_processed, bytes_total
            FROM pg_catalog.pg_stat_progress_copy
        ) p(pid, command, phase, done, total) WHERE pid = \(process)
        """
    }
}

extension ServerPhase {
    fileprivate init(_ row: Row) throws(DatabaseError) {
        self.init(
            command: try row.decode("command"), phase: try row.decode("phase"), done: try row.decode("done"),
            total: try row.decode("total"))
    }
}
