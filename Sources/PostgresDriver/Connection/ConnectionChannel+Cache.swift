import Synchronization

/// What a stream needs of the statement cache, because its statement is prepared before it is sent.
extension ConnectionChannel {
    /// How to send a statement, when that is known.
    func knownUse(of message: StatementMessage) -> StatementCache.Use? {
        state.withLock { $0.statements.peek(message.key) }
    }

    /// The server's statement, if it has one, is of no more use.
    func abandon(_ message: StatementMessage) {
        state.withLock { $0.statements.abandon(message.key) }
    }
}
