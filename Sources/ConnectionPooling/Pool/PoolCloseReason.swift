/// Why a pool closed a connection.
public enum PoolCloseReason: String, Sendable, Hashable, CaseIterable {
    /// Its life was over.
    case maximumLifetime
    /// It was idle for too long, and more than the minimum were.
    case idleTimeout
    /// It did not answer a validation, or not in time.
    case validationFailed
    /// It broke while it was idle.
    case broken
    /// It came back broken, inside a transaction, or otherwise not as it was leased.
    case notReusable
    /// All connections were replaced: other credentials, another server role.
    case replaced
    /// The pool shut down.
    case shutDown
}
