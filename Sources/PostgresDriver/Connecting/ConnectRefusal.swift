import Glibc

/// What libpq says when a connect failed, taken apart.
///
/// libpq 15 hands out no SQLSTATE for a refused login, except inside its verbose message:
/// `connection to server at "…", port … failed: FATAL:  28P01: password authentication failed for user "…"`.
struct ConnectRefusal: Hashable, Sendable {
    let sqlState: SQLState?
    let message: String
    let lacksPassword: Bool

    init(libpqMessage: String, lacksPassword: Bool = false) {
        // The line that tells in which of the server's source files the refusal was written helps nobody here.
        let lines = libpqMessage.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
        let code = lines.lazy.compactMap { $0.firstMatch(of: #/[A-Z]+:  ([0-9A-Z]{5}): /#)?.1 }.first
        sqlState = code.map { SQLState(rawValue: String($0)) }
        message = lines.map { $0.replacing(#/(:  )[0-9A-Z]{5}: /#) { $0.1 } }.joined(separator: "\n")
        self.lacksPassword = lacksPassword
    }

    /// The reason in words of this library's own, which quote nothing.
    var reason: String {
        if lacksPassword { return "a password is needed and there is none" }
        if let sqlState { return "\(sqlState)" }
        return tlsReason ?? systemReason ?? sessionReason ?? "refused for a reason that only serverMessage tells"
    }

    /// What the parts of libpq 15's and OpenSSL 3's messages on encryption mean.
    private static let tlsReasons = [
        ("certificate verify failed", "\(notAccepted): its authority is not the root's, or it is expired or revoked"),
        // A signature that does not fit: the authority has the root's name and another key.
        ("SSL error: EVP lib", "\(notAccepted): its authority is not the root's"),
        ("does not match host name", "\(notAccepted): it is for another host name"),
        ("server does not support SSL", "the server offers no encryption"),
        ("alert certificate required", "the server wants a client certificate and was shown none"),
        ("alert unknown ca", "\(clientNotAccepted): it does not know its authority"),
        ("alert decrypt error", "\(clientNotAccepted): its authority has the right name and another key"),
        ("alert certificate expired", "\(clientNotAccepted): it is expired"),
        ("alert certificate revoked", "\(clientNotAccepted): it is revoked"),
        ("alert bad certificate", clientNotAccepted),
        ("alert protocol version", "the server and the client have no version of TLS in common"),
        ("unsupported protocol", "the server and the client have no version of TLS in common"),
        ("key values mismatch", "the client certificate and its key do not belong together"),
        ("root certificate", "the root certificate file cannot be used"),
        ("private key file", "the client certificate's key cannot be used"),
        ("certificate file", "the client certificate cannot be used"),
        ("channel binding", "the server does not bind the login to the encrypted connection"),
        ("SSL", "the encryption failed"),
    ]

    private static let notAccepted = "the server's certificate was not accepted"
    private static let clientNotAccepted = "the server did not accept the client certificate"

    private var tlsReason: String? {
        Self.tlsReasons.first { message.contains($0.0) }?.1
    }

    /// The system's words for what stands in the way, which libpq repeats.
    private var systemReason: String? {
        [
            ECONNREFUSED, ENOENT, ENETUNREACH, EHOSTUNREACH, ETIMEDOUT, ECONNRESET, EACCES, EMFILE, ENFILE,
            EADDRNOTAVAIL,
        ]
        .map { String(cString: strerror($0)) }
        .first { message.contains(": \($0)") }
    }

    private var sessionReason: String? {
        let kinds = [
            "session is not read-only", "session is read-only", "server is not in hot standby mode",
            "server is in hot standby mode", "server closed the connection unexpectedly",
        ]
        return kinds.first { message.contains($0) }.map { "the \($0)" }
    }
}

extension DatabaseError {
    init(refusal: ConnectRefusal) {
        let isLogin = refusal.lacksPassword || refusal.sqlState?.classCode == "28"
        self.init(isLogin ? .authenticationFailed : .connectionFailed, detail: refusal.reason)
        sqlState = refusal.sqlState
        severity = refusal.sqlState == nil ? nil : "FATAL"
        serverMessage = refusal.message
    }
}
