public import PostgresCatalog

/// What a run reports while it goes on.
public enum MigrationProgress: Sendable, Hashable {
    /// Another runner holds the lock, nil when it ended just now; reported at once and then every few seconds.
    case waiting(for: BlockingSession?, elapsed: Duration)
    /// A migration begins, or goes on where it stopped.
    case started(MigrationDirection, version: Int, name: String)
    /// A statement is about to run; `number` counts from 1.
    case statement(number: Int, of: Int, summary: String)
    /// A statement takes long; reported about every second.
    case underWay(summary: String, elapsed: Duration, phase: ServerPhase?, blockedBy: [BlockingSession])
    /// The server sent a notice; its text may quote values.
    case notice(severity: String, message: String)
    /// A statement met a lock; the transaction, or the statement outside one, is tried again after `delay`.
    case retrying(version: Int, attempt: Int, delay: Duration, reason: String, blockedBy: [BlockingSession])
    /// What a failed concurrent statement left behind was dropped.
    case dropped(index: String)
    /// A migration is committed.
    case finished(MigrationDirection, version: Int, name: String, duration: Duration)
}
