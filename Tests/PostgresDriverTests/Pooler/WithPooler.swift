import DataAccessTesting
import PoolerTesting
import PostgresDriver

/// Runs a test's body with two clients of a PgBouncer, who share one session.
func withPooler(
    _ body: (TestDatabase, _ one: PostgresConnection, _ other: PostgresConnection) async throws -> Void
) async throws {
    try await withTestDatabase { database in
        let pooler = try await PgBouncer.start(before: database)
        do {
            try await PostgresConnection.withConnection(to: pooler.configuration) { one in
                try await PostgresConnection.withConnection(to: pooler.configuration) { other in
                    try await body(database, one, other)
                }
            }
            await pooler.stop()
        } catch {
            await pooler.stop()
            throw error
        }
    }
}
