import PostgresDriver

extension Autocommit where Connection == PostgresConnection {
    /// Sends a statement whose rows are taken one by one. It must be brought to its end with ``end(_:after:)``.
    func openStream(_ sql: SQL) async throws(DatabaseError) -> StreamedStatement {
        let isBracketed = try isBracketed(sql)
        let entry = trace.begin(sql)
        do throws(DatabaseError) {
            if isBracketed { _ = try await pipeline(mode.opening, under: nil) }
            let statement = try await connection.openStream(
                sql, under: isBracketed ? nil : neededScope, timeout: mode.timeout)
            machine.isStreaming = true
            return StreamedStatement(statement: statement, entry: entry, isBracketed: isBracketed)
        } catch {
            let error = await settle(error, isBracketed: isBracketed)
            entry?.failed(error)
            throw error
        }
    }

    /// The closure that took the rows is over. A statement left early, which the server was asked to cancel, has not
    /// failed.
    ///
    /// - Parameter thrown: What it threw, which passes through unless it is the statement's own failure.
    func end(_ stream: StreamedStatement, after thrown: (any Error)?) async throws {
        let seen = stream.statement.failure
        await connection.end(stream.statement)
        machine.isStreaming = false
        do throws(DatabaseError) {
            if let seen { throw seen }
            try await endRead(stream)
            stream.entry?.succeeded(rows: stream.statement.rowCount)
        } catch {
            let failure = await settle(error, isBracketed: stream.isBracketed)
            stream.entry?.failed(failure)
            if StreamedStatement.isCallersToSee(seen: seen, thrown: thrown) { throw failure }
        }
        if let thrown { throw thrown }
    }

    private func endRead(_ stream: StreamedStatement) async throws(DatabaseError) {
        if let failure = stream.statement.failure {
            _ = await settle(failure, isBracketed: stream.isBracketed)
            return
        }
        if stream.isBracketed {
            let reply = try await connection.query("COMMIT", timeout: mode.timeout)
            if case .failed(let error) = CommitVerdict(commandTag: reply.commandTag) { throw error }
        }
        try check(commandTag: stream.commandTag)
    }
}
