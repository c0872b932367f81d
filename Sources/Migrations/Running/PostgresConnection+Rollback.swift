import PostgresDriver

extension PostgresConnection {
    /// Rolls an open transaction back, cancelled task or not. Where even that fails the connection is closed, and the
    /// server rolls back as it ends the session.
    func rollBackIfOpen() async {
        guard isOpen, transactionStatus != .idle else { return }
        let answered = try? await shieldedFromCancellation { () async throws(MigrationError) -> Bool in
            (try? await self.query("ROLLBACK")) != nil
        }
        if answered != true { await close() }
    }
}
