import DataAccessTesting
import PostgresDriver

/// Runs a test's body with a connection to a database of its own.
func withConnection(_ body: (PostgresConnection) async throws -> Void) async throws {
    try await withTestDatabase { database in
        try await database.withConnection { try await body($0) }
    }
}
