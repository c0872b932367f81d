import DataAccessTesting
import PostgresDriver
import Testing

/// Runs a test's body with a connection to a database of its own.
func withConnection(_ body: (PostgresConnection) async throws -> Void) async throws {
    try await withTestDatabase { database in
        try await database.withConnection { try await body($0) }
    }
}

/// Records an issue when a connection does not answer a statement of its own rightly.
func expectUsable(
    _ connection: PostgresConnection, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let marker = Int.random(in: 0 ... .max)
    let answer = try await connection.query("SELECT \(marker)").first?.decode(Int.self, at: 0)
    #expect(answer == marker, sourceLocation: sourceLocation)
    #expect(connection.transactionStatus == .idle, sourceLocation: sourceLocation)
}
