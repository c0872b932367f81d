/// Something that happened in a pool, told to whoever made it, for log and metrics.
///
/// A lease without a wait makes no event: it is the case that has to cost nothing. ``PoolStatistics`` counts it.
public enum PoolEvent: Sendable {
    /// A caller got a connection after a wait in the queue.
    case leased(after: Duration, CallSite)
    /// A caller got a connection after a wait longer than ``PoolSettings/slowAcquireThreshold``; follows `leased`.
    case slowAcquire(after: Duration, CallSite)
    /// A caller got none before its deadline. At the first time, and then at most once per
    /// ``PoolSettings/leakThreshold``, with all who hold a connection; else with none.
    case timedOut(holders: [LeaseHolder.Report])
    /// A caller was sent away because the queue did not get shorter.
    case shed
    /// A caller that waited was cancelled.
    case cancelled
    /// A connection was opened; how long that took.
    case opened(after: Duration)
    /// A connection could not be opened.
    case openFailed(any Error)
    /// A connection was taken out of use; its age.
    case closed(PoolCloseReason, age: Duration)
    /// A connection is held longer than ``PoolSettings/leakThreshold``; said once of a lease.
    case leakSuspected(LeaseHolder.Report)
}
