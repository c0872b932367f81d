import DataAccessTesting
import Logging
import PoolerTesting
import PostgresDriver

@testable import DataAccess

/// Runs a test with a running database behind a PgBouncer in transaction mode, in which each login has `sessions` of
/// the server's for all its connections.
func withPooledDatabase(
    sessions: Int = 2, _ change: (inout DatabaseConfiguration) -> Void = { _ in },
    _ body: (Database, RoleFixture) async throws -> Void
) async throws {
    try await withRoles { fixture in
        let logins = PoolName.allCases.map { (fixture.login($0), fixture.password) }
        let pooler = try await PgBouncer.start(
            before: fixture.database, logins: Dictionary(uniqueKeysWithValues: logins), sessions: sessions)
        var configuration = fixture.configuration
        configuration.endpoint = pooler.configuration.endpoint
        configuration.tls = .disabled
        configuration.pooler = .transaction
        change(&configuration)
        do {
            let database = try Database(configuration: configuration, logger: .quiet)
            try await withRunning(database) { try await body(database, fixture) }
        } catch {
            await pooler.stop()
            throw error
        }
        await pooler.stop()
    }
}
