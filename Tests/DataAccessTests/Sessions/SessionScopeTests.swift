import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A session seen under another scope", .timeLimit(.minutes(1)))
struct SessionScopeTests {
    @Test("a tenant's session is the same transaction for global tables, and knows its tenant")
    func globalOfTenant() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = TenantID(UUID())
            try await database.write(for: tenant) { session in
                let identifier: SQL = "SELECT pg_current_xact_id()::text"
                let own = try await session.query(identifier).text
                #expect(try await session.global.query(identifier).text == own)
                #expect(session.tenant == tenant)
                #expect(session.global.tenant == tenant)
            }
        }
    }

    @Test("kept past the closure, a view is as ended as its session")
    func ended() async throws {
        try await withDatabase { (database, _) async throws in
            var kept: Session<Readonly, GlobalScope>?
            try await database.read(for: TenantID(UUID())) { kept = $0.global }
            let error = await failure { _ = try await kept?.query("SELECT 1") }
            #expect(error?.code == .sessionEnded)
        }
    }
}
