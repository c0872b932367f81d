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
}

extension DatabaseError {
    init(refusal: ConnectRefusal) {
        let isLogin = refusal.lacksPassword || refusal.sqlState?.classCode == "28"
        self.init(isLogin ? .authenticationFailed : .connectionFailed)
        sqlState = refusal.sqlState
        severity = refusal.sqlState == nil ? nil : "FATAL"
        serverMessage = refusal.message
    }
}
