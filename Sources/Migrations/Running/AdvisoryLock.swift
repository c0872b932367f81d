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

    /// Whoever holds it; nil when nobody does any more.
    private func holder() async throws(MigrationError) -> BlockingSession? {
        try await session.decode(WriterLock.holder, while: "looking for the holder of the migration lock") {
            row throws(DatabaseError) in try BlockingSession(row)
        }.first
    }
}
