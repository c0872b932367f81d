import PostgresDriver

/// The one server session a run works in, from taking the lock to giving it back.
struct PinnedSession: Sendable {
    let connection: PostgresConnection
    let options: MigrationOptions
    let progress: @Sendable (MigrationProgress) -> Void

    /// Opens a session, runs `body` in it, and closes it whatever happens, which gives back its locks too.
    /// - Throws: `pooledConnection` when something in between answers for the server; else what `body` throws.
    static func run<Value>(
        to configuration: ConnectionConfiguration, options: MigrationOptions,
        progress: @escaping @Sendable (MigrationProgress) -> Void = { _ in },
        _ body: (PinnedSession) async throws(MigrationError) -> Value
    ) async throws(MigrationError) -> Value {
        try await PostgresConnection.withConnection(
            to: configuration, connectFailure: { MigrationError.database($0, while: "connecting") }
        ) { connection throws(MigrationError) in
            let session = PinnedSession(connection: connection, options: options, progress: progress)
            try session.checkProcess(try await session.run("SELECT pg_backend_pid()", while: "connecting"))
            return try await body(session)
        }
    }

    /// Begins a transaction with its limits, in the session the lock was taken in, and with nothing left of what an
    /// earlier migration SET.
    func begin() async throws(MigrationError) {
        let statements: [SQL] = [
            "RESET ALL", "BEGIN", limit("lock_timeout", options.lockTimeout, local: true),
            limit("statement_timeout", options.statementTimeout, local: true), "SELECT pg_backend_pid()",
        ]
        var answers: [QueryResult] = []
        do throws(DatabaseError) {
            for answer in try await connection.pipeline(statements) { answers.append(try answer.get()) }
        } catch {
            throw .database(error, while: "beginning a transaction")
        }
        guard let process = answers.last else { return }
        try checkProcess(process)
    }

    /// Sets the limits for statements outside a transaction.
    func setSessionLimits() async throws(MigrationError) {
        _ = try await run("RESET ALL", while: "setting limits")
        for limit in [
            limit("lock_timeout", options.lockTimeout, local: false),
            limit("statement_timeout", options.statementTimeout, local: false),
        ] {
            try checkProcess(try await run("SELECT pg_backend_pid()", while: "setting limits"))
            _ = try await run(limit, while: "setting limits")
        }
    }

    /// Runs a statement of the runner's own.
    func run(_ sql: SQL, while doing: String) async throws(MigrationError) -> QueryResult {
        do {
            return try await connection.query(sql)
        } catch {
            throw .database(error, while: doing)
        }
    }

    /// Writes one row of the history.
    func write(_ sql: SQL) async throws(MigrationError) {
        let written = try await run(sql, while: "writing the history").affectedRows
        guard written == 1 else {
            throw MigrationError(
                .database, "writing the history: \(written) rows were written instead of 1",
                advice: "Check dal.migration_history for triggers or rules that are not the runner's.")
        }
    }

    private func limit(_ name: String, _ duration: Duration, local: Bool) -> SQL {
        SQL(verbatim: "SET \(local ? "LOCAL" : "SESSION") \(name) = \(duration.wholeMilliseconds)")
    }

    private func checkProcess(_ answer: QueryResult) throws(MigrationError) {
        let reported: Int
        do {
            reported = try answer.first?.decode(Int.self, at: 0) ?? 0
        } catch {
            throw .database(error, while: "asking for the server's process")
        }
        guard reported == Int(connection.backendPID) else {
            throw .pooled(reported: reported, announced: connection.backendPID)
        }
    }
}
