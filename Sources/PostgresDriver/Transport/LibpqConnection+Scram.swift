internal import CLibpq

extension LibpqConnection {
    /// The SCRAM-SHA-256 verifier of a password; `nil` when libpq refuses it. Takes some milliseconds of computing.
    func scramVerifier(password: String, user: String) -> String? {
        guard let verifier = PQencryptPasswordConn(pointer, password, user, "scram-sha-256") else { return nil }
        defer { PQfreemem(verifier) }
        return String(cString: verifier)
    }
}
