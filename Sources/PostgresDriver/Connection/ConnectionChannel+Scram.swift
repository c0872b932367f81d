import Synchronization

extension ConnectionChannel {
    /// Takes some milliseconds of computing: for `BlockingWork` alone.
    func scramVerifier(password: String, user: String) -> Result<String, DatabaseError> {
        // libpq would cut at the NUL, and make the verifier of another password.
        guard !password.isEmpty, !password.utf8.contains(0), !user.utf8.contains(0) else {
            return .failure(
                DatabaseError(
                    .invalidStatement, detail: "a password is empty, or it or the login holds a NUL character"))
        }
        return state.withLock { state in
            guard let libpq = state.libpq else { return .failure(DatabaseError(.closed)) }
            guard let verifier = libpq.scramVerifier(password: password, user: user) else {
                return .failure(DatabaseError(.invalidStatement, detail: "libpq refuses this password for \(user)"))
            }
            return .success(verifier)
        }
    }
}
