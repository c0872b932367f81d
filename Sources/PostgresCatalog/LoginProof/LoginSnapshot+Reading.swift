public import PostgresDriver

extension LoginSnapshot {
    /// Reads what decides how powerful the login of `connection` is, in one round trip. Any login may. Safe to repeat.
    ///
    /// - Parameters:
    ///   - connection: Signed in as the login; also through a pooler.
    ///   - timeout: How long the server may take before it is asked to cancel.
    /// - Throws: What the connection throws.
    public static func read(
        from connection: PostgresConnection, timeout: Duration? = nil
    ) async throws(DatabaseError) -> LoginSnapshot {
        let results = try await connection.pipeline(
            [LoginQuery.users, LoginQuery.roles, LoginQuery.memberships, LoginQuery.ownerships], timeout: timeout)
        guard results.count == 4, let user = try results[0].get().first else {
            throw DatabaseError(.protocolViolation, detail: "the server did not answer who the login is")
        }
        let (login, currentUser) = try user.decode(String.self, String.self)
        var snapshot = LoginSnapshot(login: login, currentUser: currentUser)
        snapshot.roles = try results[1].get().mapRows { row throws(DatabaseError) in try CatalogRole(row) }
        snapshot.memberships = try results[2].get().mapRows { row throws(DatabaseError) in try RoleMembership(row) }
        snapshot.ownerships = try results[3].get().mapRows { row throws(DatabaseError) in
            RoleOwnership(
                role: try row.decode(String.self, at: 0), count: try row.decode(Int.self, at: 1),
                examples: try row.decode([String].self, at: 2))
        }
        return snapshot
    }
}
