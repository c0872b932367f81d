import PostgresDriver

/// One writer at a time: migrations and changes of access take the same advisory lock, polled as migrations do.
struct WriterLock {
    /// "dal_migr" in ASCII, as the runner of migrations has it.
    static let key = 0x6461_6c5f_6d69_6772

    let connection: PostgresConnection

    /// Begins a transaction that holds the lock to its end.
    /// - Throws: `lockBusy` when it is still taken after `wait`.
    func begin(within wait: Duration) async throws {
        let deadline = ContinuousClock.now + wait
        var pause = Duration.milliseconds(20)
        while true {
            _ = try await connection.query("BEGIN")
            let answer = try await connection.query("SELECT pg_try_advisory_xact_lock(\(Self.key))")
            if try answer.first?.decode(Bool.self, at: 0) == true { return }
            _ = try await connection.query("ROLLBACK")
            guard ContinuousClock.now < deadline else {
                throw AccessChangeError(
                    .lockBusy, "a migration or another change of access is at work in this database",
                    advice: "dal migrate status names it; try again when it has finished.")
            }
            try await Task.sleep(for: min(pause, deadline - .now))
            pause = min(pause * 2, .seconds(1))
        }
    }
}
