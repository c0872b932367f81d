import PostgresDriver

/// The one server session a run works in, from taking the lock to giving it back.
struct PinnedSession: Sendable {
    /// What holds in the session whatever the role, the database or an earlier migration sets.
    ///
    /// The server notices within seconds that the runner is gone: its process, which closes the socket, and its
    /// machine, which answers no more. A GRANT without effect is told of by a warning.
    private static let settings = [
        SessionSetting("client_connection_check_interval", .seconds(1), isLocal: false),
        SessionSetting("tcp_keepalives_idle", "2", isLocal: false),
        SessionSetting("tcp_keepalives_interval", "1", isLocal: false),
        SessionSetting("tcp_keepalives_count", "3", isLocal: false),
        SessionSetting("tcp_user_timeout", .seconds(5), isLocal: false),
        SessionSetting("client_min_messages", "notice", isLocal: false),
    ]

    let connection: PostgresConnection
    let options: MigrationOptions
    let watch: SessionWatch
    let progress: @Sendable (MigrationProgress) -> Void

    /// Opens a session, runs `body` in it, and closes it whatever happens, which gives back its locks too.
    ///
    /// The work goes on where the connection is served: a run of many short statements has no thread to wake for each.
    /// - Throws: `pooledConnection` when something in between answers for the server; else what `body` throws.
    static func run<Value>(
        to configuration: ConnectionConfiguration, options: MigrationOptions,
        progress: @escaping @Sendable (MigrationProgress) -> Void = { _ in },
        _ body: (PinnedSession) async throws(MigrationError) -> Value
    ) async throws(MigrationError) -> Value {
        try await withTaskExecutorPreference(PostgresExecutor.shared) { () async throws(MigrationError) in
            try await PostgresConnection.withConnection(
                to: configuration, connectFailure: { MigrationError.database($0, while: "connecting") }
            ) { connection throws(MigrationError) in
                let watch = SessionWatch(
                    configuration, process: connection.backendPID, lockTimeout: options.lockTimeout)
                let session = PinnedSession(connection: connection, options: options, watch: watch, progress: progress)
                return try await session.watched(body)
            }
        }
    }

    private func watched<Value>(
        _ body: (PinnedSession) async throws(MigrationError) -> Value
    ) async throws(MigrationError) -> Value {
        try checkProcess(try await run("SELECT pg_backend_pid()", while: "connecting"))
        try await prepare(settings(Self.settings), while: "connecting")
        return try await watch.keeping { () async throws(MigrationError) in try await body(self) }
    }

    /// What begins a transaction with its limits, in the session the lock was taken in, and with nothing left of what an
    /// earlier migration SET. It goes out with the transaction's first statement, which is not run where any of it fails.
    func opening(_ limits: [SessionSetting]) -> [SQL] {
        ["RESET ALL", "BEGIN"] + settings(Self.settings + limits)
    }

    /// Begins a transaction as ``opening(_:)`` says, in a round trip of its own.
    func begin(_ limits: [SessionSetting]) async throws(MigrationError) {
        try await prepare(opening(limits), while: "beginning a transaction")
    }

    /// Forgets what an earlier migration SET, for statements outside a transaction.
    func reset() async throws(MigrationError) {
        try await prepare(["RESET ALL"] + settings(Self.settings), while: "setting limits")
    }

    /// Makes settings for the next statement, in the session the lock was taken in.
    func set(_ settings: [SessionSetting]) async throws(MigrationError) {
        // Where there is nothing to set, the session is looked at all the same.
        try await prepare([.setting(settings, inProcess: connection.backendPID)], while: "setting limits")
    }

    /// What makes settings, in the session the lock was taken in; nothing where there are none.
    func settings(_ settings: [SessionSetting]) -> [SQL] {
        settings.isEmpty ? [] : [.setting(settings, inProcess: connection.backendPID)]
    }

    /// Why a statement of the runner's own failed that looks where it is run.
    func refusal(_ error: DatabaseError, while doing: String) -> MigrationError {
        guard error.sqlState == .divisionByZero else { return .database(error, while: doing) }
        return .pooled(announced: connection.backendPID, underlying: error)
    }

    private func prepare(_ statements: [SQL], while doing: String) async throws(MigrationError) {
        do throws(DatabaseError) {
            for answer in try await connection.pipeline(statements) { _ = try answer.get() }
        } catch {
            throw refusal(error, while: doing)
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

    /// Runs statements of the runner's own in one round trip; in a transaction of their own unless one is open.
    func run(pipeline statements: [SQL], while doing: String) async throws(MigrationError) -> [QueryResult] {
        var answers: [QueryResult] = []
        do throws(DatabaseError) {
            for answer in try await connection.pipeline(statements) { answers.append(try answer.get()) }
        } catch {
            throw .database(error, while: doing)
        }
        return answers
    }

    /// Reads the rows of a query of the runner's own.
    func decode<Value>(
        _ sql: SQL, while doing: String, _ decode: (Row) throws(DatabaseError) -> Value
    ) async throws(MigrationError) -> [Value] {
        do throws(DatabaseError) {
            return try await connection.query(sql).map { row throws(DatabaseError) in try decode(row) }
        } catch {
            throw .database(error, while: doing)
        }
    }

    /// Writes rows of the history, one with each statement, and all or none of them.
    /// - Parameter preparation: What has to be so before.
    func write(_ statements: SQL..., after preparation: [SQL] = []) async throws(MigrationError) {
        let answers = try await run(pipeline: preparation + statements, while: "writing the history")
        guard let odd = answers.dropFirst(preparation.count).map(\.affectedRows).first(where: { $0 != 1 }) else {
            return
        }
        throw MigrationError(
            .database, "writing the history: \(odd) rows were written instead of 1",
            advice: "Check dal.migration_history for triggers or rules that are not the runner's.")
    }

    /// Ends a transaction of the runner's own.
    func commit(_ doing: String) async throws(MigrationError) {
        let tag = try await run("COMMIT", while: doing).commandTag
        guard tag == "COMMIT" else {
            throw MigrationError(.notCommitted, "\(doing): the server answered COMMIT with \(tag)")
        }
    }

    /// Does something as often as the schedule allows, while it meets locks.
    /// - Parameter isOnce: Whether it must not be done a second time.
    func retrying(
        _ step: MigrationPlan.Step, unless isOnce: Bool = false, _ once: () async throws(MigrationError) -> Void
    ) async throws(MigrationError) {
        var attempt = 1
        while true {
            do throws(MigrationError) {
                return try await once()
            } catch {
                guard !isOnce, let delay = delay(after: error, attempt: attempt) else { throw error }
                attempt += 1
                progress(
                    .retrying(
                        version: step.file.version, attempt: attempt, delay: delay,
                        reason: error.underlying?.sqlState?.conditionName ?? "", blockedBy: error.blockers))
                do {
                    try await Task.sleep(for: delay)
                } catch {
                    throw .cancelled(while: "waiting to try \(step.file.fileName) again")
                }
            }
        }
    }

    private func delay(after error: MigrationError, attempt: Int) -> Duration? {
        let passing: [SQLState] = [.lockNotAvailable, .deadlockDetected, .serializationFailure]
        guard let state = error.underlying?.sqlState, passing.contains(state) else { return nil }
        return options.retries.delay(afterAttempt: attempt, jitter: .random(in: 0...1))
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
