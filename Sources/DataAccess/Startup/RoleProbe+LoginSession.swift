import PostgresCatalog
import PostgresDriver

extension RoleProbe {
    /// Examines the login over the probe's own connection, in one round trip.
    ///
    /// - Parameter timeout: How long the server may take.
    /// - Throws: `.closed` when the last probe left no connection, else as `LoginSnapshot.read`.
    func examineLogin(timeout: Duration) async throws(DatabaseError) -> LoginSession {
        guard let connection else { throw DatabaseError(.closed, detail: "the probe has no connection") }
        let login = try await LoginSnapshot.read(from: connection, timeout: timeout)
        return LoginSession(user: login.currentUser, isEncrypted: connection.isEncrypted, login: login)
    }
}
