import PostgresDriver

/// What carries out a session's statements.
enum SessionWork {
    /// Each is a transaction of its own.
    case autocommit(Autocommit<PostgresConnection>)
    /// All are one transaction.
    case transaction(Transaction<PostgresConnection>)

    init(
        _ mode: TransactionMode, on connection: PostgresConnection, trace: StatementTrace,
        deadlines: TransactionDeadlines
    ) {
        self =
            mode.isAutocommit
            ? .autocommit(Autocommit(on: connection, mode: mode, trace: trace))
            : .transaction(Transaction(on: connection, mode: mode, trace: trace, deadlines: deadlines))
    }

    func run(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        switch self {
        case .autocommit(let autocommit): try await autocommit.run(sql)
        case .transaction(let transaction): try await transaction.run(sql)
        }
    }

    /// Runs several statements in one round trip.
    func run(batch: [SQL]) async throws(DatabaseError) -> [QueryResult] {
        switch self {
        case .autocommit(let autocommit): try await autocommit.run(batch: batch)
        case .transaction(let transaction): try await transaction.run(batch: batch)
        }
    }

    /// Sends a statement whose rows are taken one by one.
    func openStream(_ sql: SQL) async throws(DatabaseError) -> StreamedStatement {
        switch self {
        case .autocommit(let autocommit): try await autocommit.openStream(sql)
        case .transaction(let transaction): try await transaction.openStream(sql)
        }
    }

    /// The closure that took the rows is over.
    func end(_ stream: StreamedStatement, after thrown: (any Error)?) async throws {
        switch self {
        case .autocommit(let autocommit): try await autocommit.end(stream, after: thrown)
        case .transaction(let transaction): try await transaction.end(stream, after: thrown)
        }
    }

    /// Whose rows are seen.
    var tenant: TenantID? {
        switch self {
        case .autocommit(let autocommit): autocommit.mode.tenant
        case .transaction(let transaction): transaction.mode.tenant
        }
    }

    /// The transaction that all statements are part of.
    var transaction: Transaction<PostgresConnection> {
        get throws(DatabaseError) {
            guard case .transaction(let transaction) = self else { throw .noSavepoints }
            return transaction
        }
    }

    /// Ends the work after the session's closure returned.
    ///
    /// - Returns: The error that says that nobody knows yet whether it was committed, when the server can be asked.
    /// - Throws: When it was not committed, or nobody knows.
    func finish() async throws(DatabaseError) -> DatabaseError? {
        if case .transaction(let transaction) = self { try await transaction.finishOrUnknown() } else { nil }
    }

    /// Ends the work after the session's closure threw.
    func abandon() async {
        if case .transaction(let transaction) = self { await transaction.abandon() }
    }

    /// Nothing more is run; asked once the work has ended.
    func end() -> ConnectionFate {
        switch self {
        case .autocommit(let autocommit): autocommit.end()
        case .transaction(let transaction): transaction.fate
        }
    }
}
