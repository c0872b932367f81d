/// Statements that go out together, before one Sync.
struct StatementBatch: Sendable {
    /// What the scope sets, then the caller's statements.
    let messages: [StatementMessage]
    /// How many of the messages belong to the scope.
    let scopeCount: Int

    /// - Throws: `.invalidStatement` when a statement cannot be sent.
    init(_ statements: [SQL], under scope: TransactionScope? = nil) throws(DatabaseError) {
        var messages: [StatementMessage] = []
        if let scope { messages.append(try StatementMessage(scope.statement)) }
        scopeCount = messages.count
        for statement in statements { messages.append(try StatementMessage(statement)) }
        self.messages = messages
    }
}
