import ConnectionPooling

/// What was seen of one run of a statement.
struct QuerySample: Sendable, Hashable {
    var site: CallSite
    var finished: ContinuousClock.Instant
    var nanoseconds: UInt64
    var rows: Int
    var outcome: QueryOutcome
}
