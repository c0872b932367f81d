import PostgresDriver

/// Finds out what became of a COMMIT whose answer never came.
struct OutcomeInquiry {
    let configuration: ConnectionConfiguration
    let options: MigrationOptions

    /// Connects anew, waits until the lost session has let go of the lock, so that nothing of it is still under way,
    /// and reads the history.
    func verdict(on step: MigrationPlan.Step, after error: DatabaseError, before: String) async -> MigrationError {
        do throws(MigrationError) {
            let history = try await shieldedFromCancellation { () async throws(MigrationError) -> [HistoryEntry] in
                try await PinnedSession.run(to: configuration, options: options) { session throws(MigrationError) in
                    try await AdvisoryLock(session: session).acquire(within: options.lockWait)
                    return try await HistoryTable(connection: session.connection).entries()
                }
            }
            return Self.verdict(on: step, history: history, error: error, before: before)
        } catch {
            return MigrationError(
                .outcomeUnknown,
                "the connection broke at COMMIT, and the history could not be read afterwards: \(error.message)",
                advice: "Look at the status before anything else: the migration may be applied or not.",
                file: step.file.fileName, underlying: error.underlying)
        }
    }

    static func verdict(
        on step: MigrationPlan.Step, history: [HistoryEntry], error: DatabaseError, before: String
    ) -> MigrationError {
        let isApplied = history.contains {
            $0.version == step.file.version && $0.isApplied && $0.checksum == step.file.checksum
        }
        let committed = isApplied == (step.direction == .up)
        return MigrationError(
            .brokenAtCommit,
            committed
                ? "the connection broke at COMMIT; the history says that it took effect"
                : "the connection broke at COMMIT; the history says that it was rolled back",
            advice: "Run it again to go on; \(before).", file: step.file.fileName, underlying: error)
    }
}
