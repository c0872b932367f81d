/// What a run reports while it goes on.
public enum MigrationProgress: Sendable, Hashable {
    /// A migration begins.
    case started(MigrationDirection, version: Int, name: String)
    /// A statement is about to run; `number` counts from 1.
    case statement(number: Int, of: Int, summary: String)
    /// The server sent a notice; its text may quote values.
    case notice(severity: String, message: String)
    /// The transaction met a lock, was rolled back, and is tried again after `delay`.
    case retrying(version: Int, attempt: Int, delay: Duration, reason: String)
    /// A migration is committed.
    case finished(MigrationDirection, version: Int, name: String, duration: Duration)
}
