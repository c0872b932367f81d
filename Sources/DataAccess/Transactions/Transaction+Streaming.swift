import PostgresDriver

extension Transaction where Connection == PostgresConnection {
    /// Sends a statement whose rows are taken one by one. It must be brought to its end with ``end(_:after:)``.
    func openStream(_ sql: SQL) async throws(DatabaseError) -> StreamedStatement {
        try admit(sql)
        try machine.refuseUnlessUsable()
        let timeout = try beginStatement()
        let entry = trace.begin(sql)
        do throws(DatabaseError) {
            try await sendLead(timeout: timeout)
            let statement = try await connection.openStream(sql, under: nil, timeout: timeout)
            machine.isStreaming = true
            return StreamedStatement(statement: statement, entry: entry)
        } catch {
            let error = await settle(error, after: [sql])
            entry?.failed(error)
            throw error
        }
    }

    /// The closure that took the rows is over.
    ///
    /// - Parameter thrown: What it threw, which passes through unless it is the statement's own failure.
    /// - Throws: What became of the statement, when it failed and the closure did not see it.
    func end(_ stream: StreamedStatement, after thrown: (any Error)?) async throws {
        let seen = stream.statement.failure
        await connection.end(stream.statement)
        machine.isStreaming = false
        do throws(DatabaseError) {
            if let failure = stream.statement.failure { throw failure }
            try check(commandTag: stream.commandTag)
            try endStatement()
            stream.entry?.succeeded(rows: stream.statement.rowCount)
        } catch {
            let failure = await settle(error, after: [])
            stream.entry?.failed(failure)
            if StreamedStatement.isCallersToSee(seen: seen, thrown: thrown) { throw failure }
        }
        if let thrown { throw thrown }
    }

    /// Copies rows into a table by a closure that runs the COPY on the connection within a time.
    ///
    /// - Returns: How many rows were copied.
    func copy(
        into table: Identifier, columns: [String],
        _ run: (PostgresConnection, Duration?) async throws -> Int
    ) async throws -> Int {
        let sql = try PostgresConnection.copyStatement(into: table, columns: columns)
        try machine.refuseUnlessUsable()
        let timeout = try beginStatement()
        let entry = trace.begin(sql)
        do {
            try await sendLead(timeout: timeout)
            machine.isStreaming = true
            let count = try await run(connection, timeout)
            machine.isStreaming = false
            try check(commandTag: "COPY")
            try endStatement()
            entry?.succeeded(rows: count)
            return count
        } catch {
            machine.isStreaming = false
            let failure = await settle(DatabaseError(givingUpCopyFor: error), after: [])
            entry?.failed(failure)
            throw error is DatabaseError ? failure : error
        }
    }

    /// Sends what goes before the first statement, or opens savepoints, in a round trip of its own.
    private func sendLead(timeout: Duration?) async throws(DatabaseError) {
        let lead = try machine.leadOfStatement(mode)
        guard !lead.isEmpty else { return }
        let begins = machine.state == .notBegun
        let replies = try await pipeline(lead, timeout: timeout)
        if begins { noteIdentifier(in: replies) }
        try check(commandTag: "SELECT")
    }
}

extension DatabaseError {
    /// Why a COPY was given up; for rows that could not be had, the reason is the caller's to see.
    fileprivate init(givingUpCopyFor error: any Error) {
        guard var error = error as? DatabaseError else {
            self.init(.cancelled, detail: "the rows to copy ended with an error")
            return
        }
        if error.sqlState == .featureNotSupported {
            error.detail =
                "PostgreSQL takes no COPY into a table with row-level security from a login subject to it, nor into a "
                + "view: use INSERT"
        }
        self = error
    }
}
