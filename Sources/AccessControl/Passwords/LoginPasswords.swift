public import PostgresDriver

/// Sets the passwords of logins so that no server ever sees them.
public enum LoginPasswords {
    /// Gives a login a password, as a SCRAM-SHA-256 verifier computed here: the server, its log and its statistics see
    /// only the verifier. Always writes, also when the login has this password already. Safe to repeat.
    /// - Parameters:
    ///   - password: the password, not empty.
    ///   - login: an existing role.
    ///   - connection: a connection that may alter the role, with no transaction open.
    /// - Throws: `.configuration` when the login does not exist; else what the connection throws.
    public static func set(
        _ password: String, for login: String, on connection: PostgresConnection
    ) async throws(DatabaseError) {
        let role = try Identifier(login)
        let verifier = try await connection.scramVerifier(password: password, user: login)
        try requireVerifier(verifier)
        let results = try await connection.pipeline([
            "BEGIN",
            "SET LOCAL lock_timeout = '2s'",
            "SET LOCAL statement_timeout = '5s'",
            // ALTER ROLE takes no parameters; the verifier's alphabet, just checked, needs no quoting.
            "ALTER ROLE \(role) PASSWORD \(SQL(verbatim: "'\(verifier)'"))",
            "COMMIT",
        ])
        guard let failure = results.lazy.compactMap(\.failure).first else {
            return try requireCommit(results)
        }
        if connection.transactionStatus != .idle { _ = try await connection.query("ROLLBACK") }
        guard failure.sqlState == .undefinedObject else { throw failure }
        throw DatabaseError(
            .configuration, detail: "the login \(login) does not exist; run the migrations that make it, then try again"
        )
    }

    private static func requireVerifier(_ verifier: String) throws(DatabaseError) {
        let isPlain = verifier.utf8.allSatisfy { byte in
            byte.isLetterOrDigit || "+/=$:-".utf8.contains(byte)
        }
        guard verifier.hasPrefix("SCRAM-SHA-256$"), isPlain else {
            throw DatabaseError(
                .protocolViolation, detail: "no SCRAM-SHA-256 verifier could be computed; nothing was sent")
        }
    }

    private static func requireCommit(_ results: [Result<QueryResult, DatabaseError>]) throws(DatabaseError) {
        guard let last = results.last, try last.get().commandTag == "COMMIT" else {
            throw DatabaseError(.commitFailed, detail: "the password was not set", outcome: .rolledBack)
        }
    }
}

extension Result where Failure == DatabaseError {
    var failure: DatabaseError? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
