import Synchronization

/// What a stream needs of the statement cache, because its statement is prepared before it is sent.
extension ConnectionChannel {
    /// How to send a statement, when that is known.
    func knownUse(of message: StatementMessage) -> StatementCache.Use? {
        state.withLock { $0.statements.peek(message.key) }
    }

    func use(of message: StatementMessage) -> StatementCache.Use {
        state.withLock { $0.statements.use(message.key) }
    }

    /// The server's statement of this name is of no more use.
    func abandon(_ name: StatementName) {
        state.withLock { $0.statements.abandon(name) }
    }
}
