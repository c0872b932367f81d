import PostgresDriver

extension DatabaseError {
    /// The server's words with the SQLSTATE, for an operator's terminal: they may quote values.
    var reason: String {
        [serverMessage ?? description, sqlState.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    }
}

extension SQLState {
    /// The statement cannot run in a transaction.
    static let activeSQLTransaction = SQLState(rawValue: "25001")
}
