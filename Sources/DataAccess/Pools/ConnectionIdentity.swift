/// Whom and what a connection leads to, in the server's words.
struct ConnectionIdentity: Sendable, Hashable {
    /// `current_user`.
    var user: String
    /// Whether a transaction that does not say otherwise is read-only: the login's default, or a standby.
    var isReadOnly = false
    /// Whether it has a tenant already: a default of the login or of the database.
    var hasTenant = false
}
