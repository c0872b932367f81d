import PostgresDriver

extension DatabaseError {
    /// The server's words with the SQLSTATE, for an operator's terminal: they may quote values.
    var reason: String {
        [serverMessage ?? description, sqlState.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    }
}
