public import ConnectionPooling

/// Every run of one statement through one pool since the process started.
///
/// The same text is the same statement: values are bound apart from it.
public struct StatementStatistics: Sendable, Hashable {
    /// The pool whose login ran it.
    public var pool: PoolName
    /// What it is called.
    public var name: StatementName
    /// Its text as the server gets it, with `$1`, `$2` … in place of values; ``StatementName/summary`` for all the
    /// statements together that came after the room for texts was full.
    public var text: String
    /// Where in the application it was last run.
    public var lastCallSite: CallSite
    /// How often it ran, failures included.
    public var count: Int
    /// How often it failed.
    public var errors: Int
    /// The rows that came back or were changed, of all runs together.
    public var rows: Int
    /// The time of all runs together.
    public var total: Duration
    /// Half of the runs took no longer. Percentiles are off by at most one part in 32, or half a microsecond.
    public var p50: Duration
    /// Of 100 runs 95 took no longer.
    public var p95: Duration
    /// Of 100 runs 99 took no longer.
    public var p99: Duration
    /// The longest run.
    public var longest: Duration
}
