import Tracing

/// A run of a statement that took longer than it may.
struct SlowStatement: Sendable {
    var pool: PoolName
    var text: String
    var name: StatementName
    var sample: QuerySample
    /// The request's, so that the warning carries its trace although it is written elsewhere.
    var context: ServiceContext?

    /// What statements that mean the same have in common.
    var key: String { name.fingerprint ?? text }
}
