internal import CLibpq
import Synchronization

extension ConnectionChannel {
    /// Takes some milliseconds of computing: for `BlockingWork` alone.
    func scramVerifier(password: String, user: String) -> Result<String, DatabaseError> {
        state.withLock { state in
            guard let connection = state.connection else { return .failure(DatabaseError(.closed)) }
            guard let verifier = PQencryptPasswordConn(connection, password, user, "scram-sha-256") else {
                return .failure(DatabaseError(.invalidStatement, detail: "libpq refuses this password for \(user)"))
            }
            defer { PQfreemem(verifier) }
            return .success(String(cString: verifier))
        }
    }
}
