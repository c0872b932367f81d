import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Queries of existing code", .timeLimit(.minutes(2)))
struct TenantQueryTests {
    @Test("without a tenant it throws .tenantMissing instead of returning no rows in silence")
    func tenantMissing() async throws {
        try await withDatabase { database, _ in
            let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
            #expect(error?.code == .tenantMissing)
        }
    }

    @Test("works as webapp under the tenant that middleware set, and is committed")
    func underTenant() async throws {
        try await withDatabase { database, fixture in
            let tenant = TenantID(UUID())
            try await Database.withTenant(tenant) {
                try await database.query("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')")
                #expect(try await database.query("SELECT body FROM notes").count == 1)
                #expect(try await database.query("SELECT current_user::text").text == fixture.login(.webapp))
            }
            let seenByOther = try await Database.withTenant(TenantID(UUID())) {
                try await database.query("SELECT body FROM notes").count
            }
            #expect(seenByOther == 0)
            #expect(try await fixture.rows() == 1)
        }
    }

    @Test("a failed statement gives the connection back clean")
    func failedStatement() async throws {
        try await withDatabase { database, _ in
            await Database.withTenant(TenantID(UUID())) {
                let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1 / 0") }
                #expect(error?.sqlState?.rawValue == "22012")
            }
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }
}
