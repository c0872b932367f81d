import PostgresCatalog
import PostgresDriver

/// The writer's lock, held by a runner's session, so that it ends with its process.
struct AdvisoryLock {
    /// How often whoever waits is told for whom.
    private static let reminder = Duration.seconds(5)

    let session: PinnedSession

    /// Takes the lock, and reports for whom it waits.
    /// - Throws: `lockBusy`, naming the holder, when it is still taken after `wait`.
    func acquire(within wait: Duration) async throws(MigrationError) {
        let began = ContinuousClock.now
        var polling = LockPolling(within: wait, from: began)
        var told: ContinuousClock.Instant?
        while try await !answer("SELECT pg_try_advisory_lock(\(WriterLock.key))", "taking the migration lock") {
            guard let pause = polling.pause(at: .now) else { throw busy(try await holder(), after: wait) }
            if told.map({ ContinuousClock.now - $0 > Self.reminder }) ?? true {
                told = .now
                session.progress(.waiting(for: try await holder(), elapsed: .now - began))
            }
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw .cancelled(while: "waiting for the migration lock")
            }
        }
    }

    /// Gives the lock back.
    /// - Throws: `lockLost` when the session did not hold it.
    func release() async throws(MigrationError) {
        guard try await answer("SELECT pg_advisory_unlock(\(WriterLock.key))", "giving the migration lock back") else {
            throw MigrationError(
                .lockLost, "the migration lock was not held any more when it was given back",
                advice: "Another runner may have worked at the same time: compare dal.migration_events.")
        }
    }

    private func answer(_ sql: SQL, _ doing: String) async throws(MigrationError) -> Bool {
        try await session.decode(sql, while: doing) { row throws(DatabaseError) in
            try row.decode(Bool.self, at: 0)
        }.first ?? false
    }

    private func busy(_ holder: BlockingSession?, after wait: Duration) -> MigrationError {
        MigrationError(
            .lockBusy, "another runner holds the migration lock: \(holder?.description ?? "it ended just now")",
            advice: "Waited \(wait.formattedSeconds) (--lock-wait). Try again when it has finished.")
    }

    /// Whoever holds it, with the age of the connection; nil when nobody does any more. A 64-bit key stands in pg_locks
    /// as two halves, with objsubid 1.
    private func holder() async throws(MigrationError) -> BlockingSession? {
        try await session.decode(
            """
            SELECT l.pid::int8, a.application_name, a.state,
                extract(epoch FROM clock_timestamp() - a.backend_start)::float8, NULL::text
            FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
              AND (l.classid::int8 << 32) | l.objid::int8 = \(WriterLock.key)
            """, while: "looking for the holder of the migration lock"
        ) { row throws(DatabaseError) in try BlockingSession(row) }.first
    }
}
