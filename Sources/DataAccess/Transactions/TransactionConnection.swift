import PostgresDriver

/// What a session needs of its connection.
protocol TransactionConnection: Sendable {
    associatedtype Reply: CommandReply

    /// Runs one statement.
    func query(
        _ sql: SQL, under scope: TransactionScope?, timeout: Duration?
    ) async throws(DatabaseError) -> Reply

    /// Runs several statements in one round trip; after an error the rest are `.pipelineAborted`.
    func pipeline(
        _ statements: [SQL], under scope: TransactionScope?, timeout: Duration?
    ) async throws(DatabaseError) -> [Result<Reply, DatabaseError>]

    /// Rolls back whatever is open, also in a cancelled task; when that fails the connection is closed, upon which the
    /// server rolls back by itself.
    func rollback() async

    func close() async

    var transactionStatus: TransactionStatus { get }

    /// Whether a transaction that does not say otherwise is read-only, as far as the server has reported it. PostgreSQL
    /// does so since version 14; behind a pooler, or before, this is false.
    var isReadOnlyByDefault: Bool { get }

    /// Whether ``noteLastingSettings()`` was called.
    var mayHoldSettings: Bool { get }

    /// A statement may leave a setting behind for the whole session, which no transaction undoes.
    func noteLastingSettings()
}

/// What the server says of a statement that succeeded.
protocol CommandReply: Sendable {
    var commandTag: String { get }
    var affectedRows: Int { get }
    /// How many rows came back.
    var count: Int { get }

    /// A column of the first row, counted from 0.
    func text(at column: Int) -> String?
}

extension CommandReply {
    /// How many rows came back or were changed.
    var rows: Int { max(count, affectedRows) }
}

extension PostgresConnection: TransactionConnection {}

extension QueryResult: CommandReply {
    func text(at column: Int) -> String? { first.flatMap { try? $0.decode(String?.self, at: column) } }
}
