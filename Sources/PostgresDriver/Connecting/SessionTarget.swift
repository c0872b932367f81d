extension ConnectionConfiguration {
    /// What kind of session is wanted; libpq's `target_session_attrs`, whose words the raw values are. A server that
    /// offers another kind is left again, and the next place is tried.
    public enum SessionTarget: String, Hashable, Sendable, CaseIterable {
        /// Whatever the first server that answers offers.
        case any
        /// One in which transactions may write by default: no standby, and `default_transaction_read_only` is off.
        case readWrite = "read-write"
        /// One in which transactions may not write by default.
        case readOnly = "read-only"
        /// A server that is not a standby.
        case primary
        /// A hot standby.
        case standby
        /// A hot standby if one can be had, else any server.
        case preferStandby = "prefer-standby"
    }
}
