import PostgresDriver

/// What single statements are sent through: a connection of one's own, or some that all tasks share.
protocol BenchmarkClient: Sendable {
    func run(_ sql: SQL, under scope: TransactionScope?) async throws(DatabaseError) -> QueryResult
}

extension PostgresConnection: BenchmarkClient {
    func run(_ sql: SQL, under scope: TransactionScope?) async throws(DatabaseError) -> QueryResult {
        try await query(sql, under: scope)
    }
}

extension Multiplexer: BenchmarkClient {
    func run(_ sql: SQL, under scope: TransactionScope?) async throws(DatabaseError) -> QueryResult {
        try await query(sql, under: scope)
    }
}
