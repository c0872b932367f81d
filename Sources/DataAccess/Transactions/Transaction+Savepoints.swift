import PostgresDriver

extension Transaction {
    typealias Savepoint = SavepointStack.Savepoint

    func beginSavepoint() throws(DatabaseError) -> Savepoint {
        try machine.refuseUnlessUsable()
        return machine.savepoints.begin()
    }

    /// The savepoint's closure returned.
    ///
    /// - Throws: When a statement had failed and the closure kept its error to itself: it is undone then.
    func endSavepoint(_ savepoint: Savepoint) async throws(DatabaseError) {
        switch machine.state {
        case .notBegun, .open: machine.savepoints.release(savepoint)
        case .failed(let cause):
            await rollBack(to: savepoint)
            throw .errorSwallowed(cause)
        case .lost(let cause): throw cause
        case .ended: throw .sessionEnded
        }
    }

    /// Undoes what was done since a savepoint, also in a cancelled task. When that fails the transaction can only be
    /// rolled back.
    func rollBack(to savepoint: Savepoint) async {
        switch machine.state {
        case .lost, .ended: return
        case .notBegun, .open, .failed: break
        }
        let statements = machine.savepoints.rollBack(to: savepoint)
        guard !statements.isEmpty else { return }
        do throws(DatabaseError) {
            let timeout = try beginStatement()
            try await sendShielded(statements, timeout: timeout)
            machine.rolledBackToSavepoint(status: connection.transactionStatus)
            try endStatement()
        } catch {
            _ = await settle(error, after: [])
        }
    }

    private func sendShielded(_ statements: [SQL], timeout: Duration?) async throws(DatabaseError) {
        let connection = connection
        // Unstructured, because in a cancelled task the statements would not be sent; it is awaited right here.
        let sending = Task { () async -> Result<[Result<Connection.Reply, DatabaseError>], DatabaseError> in
            do throws(DatabaseError) {
                return .success(try await connection.pipeline(statements, under: nil, timeout: timeout))
            } catch {
                return .failure(error)
            }
        }
        for result in try await sending.value.get() { _ = try result.get() }
    }
}
