import PostgresCatalog
import PostgresDriver
import Synchronization

/// Looks through a second connection at what the server does for the run's own session, which cannot ask while a
/// statement is under way: how far it is, and who blocks it. What cannot be seen is not said; the run goes on.
final class SessionWatch: Sendable {
    /// What was seen once.
    struct Sight: Sendable, Hashable {
        var phase: ServerPhase?
        var blockers: [BlockingSession] = []
    }

    private let configuration: ConnectionConfiguration
    private let process: Int32
    private let first: Duration
    private let connection = Mutex<PostgresConnection?>(nil)

    /// - Parameter lockTimeout: A statement that waits for a lock is looked at before it gives up.
    init(_ configuration: ConnectionConfiguration, process: Int32, lockTimeout: Duration) {
        self.configuration = configuration
        self.process = process
        first = min(.milliseconds(200), lockTimeout / 3)
    }

    /// Does something that may take long, and reports what is seen of it, first after a moment and then every second.
    /// - Returns: What `work` returns, and who was last seen in the way.
    func during<Value: Sendable>(
        _ work: () async -> Value, report: @escaping @Sendable (Sight, Duration) -> Void
    ) async -> (Value, [BlockingSession]) {
        await withTaskGroup(of: [BlockingSession].self) { group in
            group.addTask { await self.look(report) }
            let value = await work()
            group.cancelAll()
            return (value, await group.next() ?? [])
        }
    }

    /// Ends the second connection.
    func close() async {
        let open = connection.withLock { connection in
            defer { connection = nil }
            return connection
        }
        await open?.close()
    }

    private func look(_ report: @Sendable (Sight, Duration) -> Void) async -> [BlockingSession] {
        let began = ContinuousClock.now
        var blockers: [BlockingSession] = []
        var pause = first
        while (try? await Task.sleep(for: pause)) != nil {
            guard let sight = try? await sight() else { continue }
            // A look just after the statement gave up sees nobody any more.
            if !sight.blockers.isEmpty { blockers = sight.blockers }
            report(sight, ContinuousClock.now - began)
            // Somebody in the way is looked at again before the statement gives up.
            pause = sight.blockers.isEmpty ? .seconds(1) : first
        }
        return blockers
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
