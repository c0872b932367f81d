public import PostgresDriver

extension Session where R: Writes {
    /// Runs a part of the transaction that can be undone by itself. Savepoints may be nested.
    ///
    /// It costs a round trip only when it is undone.
    ///
    /// - Parameter body: The part. What it throws undoes the part and passes through unchanged; the transaction goes on
    ///   for whoever catches it outside.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; `.commitFailed` when a statement in it failed and `body` kept the error to itself:
    ///   the part is undone then too; else as ``query(_:)``.
    @discardableResult
    nonisolated(nonsending) public func savepoint<Value>(
        _ body: nonisolated(nonsending) (Session<R, S>) async throws -> sending Value
    ) async throws -> sending Value {
        let transaction = try work.transaction
        let savepoint = try transaction.beginSavepoint()
        let value: Value
        do {
            value = try await body(self)
        } catch {
            await transaction.rollBack(to: savepoint)
            throw error
        }
        try await transaction.endSavepoint(savepoint)
        return value
    }

    /// The identifier of the transaction when its options say `tracksOutcome` and a statement was run; else nil.
    public var transactionID: TransactionID? {
        if case .transaction(let transaction) = work { transaction.identifier } else { nil }
    }
}
