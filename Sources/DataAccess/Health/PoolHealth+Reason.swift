import PostgresDriver

extension PoolHealth {
    /// Why a pool is not at its best. The list is closed, so that a `switch` can be exhaustive.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// No probe has ended yet.
        case notProbed = "not_probed"
        /// Every connection is in use and callers wait; the pool works.
        case saturated
        /// Nothing answers there, or the connection broke.
        case unreachable
        /// The server does not let the login in: wrong password, no such login, or NOLOGIN.
        case badCredential = "bad_credential"
        /// The login works as somebody else.
        case wrongRole = "wrong_role"
        /// The pool is there to write, and the server takes no writes: a standby, or a primary set read-only.
        case readOnlyServer = "read_only_server"
        /// The server answered with another refusal, such as a connection limit.
        case refused
    }
}

extension PoolHealth.Reason {
    /// What an error of a probe or a connect means for the pool.
    init(_ error: DatabaseError) {
        switch error.code {
        case .authenticationFailed: self = .badCredential
        case .configuration: self = .wrongRole
        case .server: self = .refused
        default: self = error.sqlState == nil ? .unreachable : .refused
        }
    }
}
