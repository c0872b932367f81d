import PostgresDriver

/// What a transaction needs of its connection.
protocol TransactionConnection: Sendable {
    associatedtype Reply: CommandReply

    /// Runs one statement.
    func query(_ sql: SQL) async throws(DatabaseError) -> Reply

    /// Runs several statements in one round trip; after an error the rest are `.pipelineAborted`.
    func pipeline(_ statements: [SQL]) async throws(DatabaseError) -> [Result<Reply, DatabaseError>]

    var transactionStatus: TransactionStatus { get }
}

/// What the server says of a statement that succeeded.
protocol CommandReply: Sendable {
    var commandTag: String { get }
    var affectedRows: Int { get }
    /// How many rows came back.
    var count: Int { get }
}

extension PostgresConnection: TransactionConnection {
    func query(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        try await query(sql, under: nil, timeout: nil)
    }

    func pipeline(_ statements: [SQL]) async throws(DatabaseError) -> [Result<QueryResult, DatabaseError>] {
        try await pipeline(statements, under: nil, timeout: nil)
    }
}

extension QueryResult: CommandReply {}
