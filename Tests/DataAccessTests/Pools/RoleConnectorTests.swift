import DataAccessTesting
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Connections of a role", .timeLimit(.minutes(2)))
struct RoleConnectorTests {
    @Test("connections that read begin read-only by themselves, and the server reports it; others do not")
    func readOnlyByDefault() async throws {
        try await withRoles { fixture in
            for pool in PoolName.allCases {
                let connector = RoleConnector(
                    pool: pool, login: fixture.pool(pool, maximum: 1), database: fixture.configuration,
                    executor: .shared)
                let connection = try await connector.openVerified()
                let setting = try await connection.query("SHOW default_transaction_read_only").text
                let reported = connection.parameterStatus("default_transaction_read_only")
                await connection.close()
                #expect(setting == ([.readonly, .acrossTenants].contains(pool) ? "on" : "off"))
                #expect(reported == setting)
            }
        }
    }
}
