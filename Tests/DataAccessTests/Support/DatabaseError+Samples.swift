import PostgresDriver

extension DatabaseError {
    /// An error as the server sends it.
    static func server(_ state: SQLState, severity: String = "ERROR") -> DatabaseError {
        var error = DatabaseError(.server)
        error.sqlState = state
        error.severity = severity
        return error
    }
}
