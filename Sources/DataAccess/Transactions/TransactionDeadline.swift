import Synchronization

/// The moment by which a transaction has ended, whatever its closure does.
final class TransactionDeadline: Sendable {
    let instant: ContinuousClock.Instant
    private let phase = Mutex(DeadlinePhase.idle)
    private let endTransaction: @Sendable () async -> Void

    /// - Parameter endTransaction: Ends a transaction of which no statement is under way.
    init(at instant: ContinuousClock.Instant, endTransaction: @escaping @Sendable () async -> Void) {
        self.instant = instant
        self.endTransaction = endTransaction
    }

    func statementBegins() -> Bool { phase.withLock { $0.statementBegins() } }

    func statementEnded() -> Bool { phase.withLock { $0.statementEnded() } }

    /// The transaction has ended in time.
    func isOver() {
        phase.withLock { $0 = .over }
    }

    func timeIsUp() async {
        if phase.withLock({ $0.timeIsUp() }) { await endTransaction() }
    }
}
