/// Why a caller got no connection.
public enum PoolRefusal: Error, Sendable, Hashable {
    /// None became free before the caller's deadline.
    case timedOut
    /// The caller's task was cancelled while it waited.
    case cancelled
    /// The pool is shutting down or has shut down.
    case shutDown
}
