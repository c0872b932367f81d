import PostgresCatalog

/// What one login's first session showed.
struct LoginSession: Sendable, Hashable {
    /// Who the server says it is (`current_user`).
    var user: String
    var isEncrypted: Bool
    /// What the login can reach; nil for the admin login, which owns the database.
    var login: LoginSnapshot?
}
