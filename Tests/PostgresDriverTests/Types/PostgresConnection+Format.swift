@testable import PostgresDriver

extension PostgresConnection {
    /// Runs a statement with its results in a chosen form.
    func query(_ sql: SQL, in format: PostgresType.Format) async throws -> QueryResult {
        let message = try StatementMessage(sql, resultFormat: format)
        return try Self.onlyResult(try await channel.perform([message], .statement).get())
    }
}
