/// Statements that go out together, before one Sync.
struct StatementBatch: Sendable {
    /// What the scope sets, then the caller's statements.
    let messages: [StatementMessage]
    /// How many of the messages belong to the scope.
    let scopeCount: Int

    /// - Throws: `.invalidStatement` when a statement cannot be sent.
    init(_ statements: [SQL], under scope: TransactionScope? = nil) throws(DatabaseError) {
        var messages: [StatementMessage] = []
        messages.reserveCapacity(statements.count + 1)
        if let scope { messages.append(try scope.message.get()) }
        scopeCount = messages.count
        for statement in statements { messages.append(try StatementMessage(statement)) }
        self.messages = messages
    }
}
