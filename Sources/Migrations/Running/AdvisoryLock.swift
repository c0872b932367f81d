import PostgresDriver

/// The lock that lets one runner at a time work on a database: of the session, so that it ends with its process, and
/// polled, because a session waiting inside the server would deadlock with CREATE INDEX CONCURRENTLY.
struct AdvisoryLock {
    /// "dal_migr" in ASCII.
    static let key = 0x6461_6c5f_6d69_6772

    let connection: PostgresConnection

    /// Takes the lock.
    /// - Throws: `lockBusy`, naming the holder, when it is still taken after `wait`.
    func acquire(within wait: Duration) async throws(MigrationError) {
        let deadline = ContinuousClock.now + wait
        var pause = Duration.milliseconds(20)
        while try await !answer("SELECT pg_try_advisory_lock(\(Self.key))", "taking the migration lock") {
            guard ContinuousClock.now < deadline else { throw try await busy(after: wait) }
            do {
                try await Task.sleep(for: min(pause, deadline - .now))
            } catch {
                throw .cancelled(while: "waiting for the migration lock")
            }
            pause = min(pause * 2, .seconds(1))
        }
    }

    /// Gives the lock back.
    /// - Throws: `lockLost` when the session did not hold it.
    func release() async throws(MigrationError) {
        guard try await answer("SELECT pg_advisory_unlock(\(Self.key))", "giving the migration lock back") else {
            throw MigrationError(
                .lockLost, "the migration lock was not held any more when it was given back",
                advice: "Another runner may have worked at the same time: compare dal.migration_events.")
        }
    }

    private func answer(_ sql: SQL, _ doing: String) async throws(MigrationError) -> Bool {
        do {
            return try await connection.query(sql).first?.decode(Bool.self, at: 0) ?? false
        } catch {
            throw .database(error, while: doing)
        }
    }

    private func busy(after wait: Duration) async throws(MigrationError) -> MigrationError {
        let holder: Row?
        do {
            holder = try await connection.query(Self.holder).first
            let who = try holder.map { row throws(DatabaseError) in
                let (pid, application, seconds) = try row.decode(Int.self, String?.self, Int?.self)
                let age = seconds.map { ", connected \($0) s ago" } ?? ""
                return
                    "process \(pid) (\(application.flatMap { $0.isEmpty ? nil : $0 } ?? "no application name")\(age))"
            }
            return MigrationError(
                .lockBusy, "another runner holds the migration lock: \(who ?? "it ended just now")",
                advice: "Waited \(wait.formattedSeconds). Try again when it has finished.")
        } catch {
            throw .database(error, while: "looking for the holder of the migration lock")
        }
    }

    /// A 64-bit key stands in pg_locks as two halves, with objsubid 1.
    private static let holder: SQL = """
        SELECT l.pid::int8, a.application_name, extract(epoch FROM now() - a.backend_start)::int8
        FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
          AND (l.classid::int8 << 32) | l.objid::int8 = \(key)
        """
}
