import DataAccessTesting
import PostgresDriver
import Testing

/// Runs a test's body with a connection to a database of its own.
func withConnection(_ body: (PostgresConnection) async throws -> Void) async throws {
    try await withTestDatabase { database in
        try await database.withConnection { try await body($0) }
    }
}

/// Waits until a condition holds; the test's time limit ends a wait in vain.
func waitUntil(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(1)) }
}
