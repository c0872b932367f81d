import Synchronization

extension ConnectionChannel {
    /// Takes some milliseconds of computing: for `BlockingWork` alone.
    func scramVerifier(password: String, user: String) -> Result<String, DatabaseError> {
        state.withLock { state in
            guard let libpq = state.libpq else { return .failure(DatabaseError(.closed)) }
            guard let verifier = libpq.scramVerifier(password: password, user: user) else {
                return .failure(DatabaseError(.invalidStatement, detail: "libpq refuses this password for \(user)"))
            }
            return .success(verifier)
        }
    }
}
