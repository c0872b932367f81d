import PostgresCatalog
import PostgresDriver

/// A transaction that is the database's one writer: no migration and no other change of access is at work beside it.
struct WriterTransaction {
    let connection: PostgresConnection

    /// Begins it, with the lock held to its end.
    /// - Throws: `lockBusy` when the lock is still taken after `wait`.
    func begin(within wait: Duration) async throws {
        var polling = LockPolling(within: wait, from: .now)
        while true {
            _ = try await connection.query("BEGIN")
            let answer = try await connection.query("SELECT pg_try_advisory_xact_lock(\(WriterLock.key))")
            if try answer.first?.decode(Bool.self, at: 0) == true { return }
            _ = try await connection.query("ROLLBACK")
            guard let pause = polling.pause(at: .now) else {
                throw busy(try await holder(), after: wait)
            }
            try await Task.sleep(for: pause)
        }
    }

    private func holder() async throws(DatabaseError) -> BlockingSession? {
        guard let row = try await connection.query(WriterLock.holder).first else { return nil }
        return try BlockingSession(row)
    }

    private func busy(_ holder: BlockingSession?, after wait: Duration) -> AccessChangeError {
        AccessChangeError(
            .lockBusy,
            "a migration or another change of access is at work in this database: "
                + (holder?.description ?? "it ended just now"),
            advice: "Nothing was done. Waited \(wait.formattedSeconds). Try again when it has finished.")
    }
}
