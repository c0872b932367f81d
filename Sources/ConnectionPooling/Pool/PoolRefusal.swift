/// Why a caller got no connection.
public enum PoolRefusal: Error, Sendable, Hashable {
    /// None became free before the caller's deadline.
    case timedOut
    /// The caller's task was cancelled while it waited.
    case cancelled
    /// The queue had been too slow for too long, so that those who waited longest were sent away; see
    /// ``PoolSettings/shedding``.
    case shed
    /// The pool is shutting down or has shut down.
    case shutDown
}
