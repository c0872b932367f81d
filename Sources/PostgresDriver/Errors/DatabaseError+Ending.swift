extension DatabaseError {
    /// How a statement fails when the connection ends while it is under way: something of it was sent, whoever ends it.
    func cutting() -> DatabaseError {
        guard outcome == .notApplied else { return self }
        var error = self
        error.outcome = .unknown
        return error
    }

    /// How a statement fails with which the connection ended: in the server's words, when these were its last. What it
    /// had done before, such as a procedure's COMMIT, it does not say.
    func because(of said: DatabaseError?) -> DatabaseError {
        guard var said, said.severity == "FATAL" || said.severity == "PANIC" else { return self }
        said.code = code
        said.outcome = outcome
        return said
    }
}
