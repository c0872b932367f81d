import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The scopes of tenants")
struct TenantScopesTests {
    private func make(_ tenant: TenantID) -> TransactionScope {
        TransactionScope(["app.current_tenant_id": tenant.description])
    }

    @Test("are each tenant's own, however many come, and are not kept without bound")
    func own() {
        let scopes = TenantScopes(capacity: 10)
        let tenants = (0..<35).map { _ in TenantID(UUID()) }
        for tenant in tenants + tenants {
            #expect(scopes.scope(of: tenant) { make(tenant) } == make(tenant))
            #expect(scopes.count <= 10)
        }
    }

    @Test("are made once while they are kept")
    func once() {
        let scopes = TenantScopes(capacity: 2)
        let tenant = TenantID(UUID())
        var made = 0
        for _ in 0..<3 {
            _ = scopes.scope(of: tenant) {
                made += 1
                return make(tenant)
            }
        }
        #expect(made == 1)
    }
}
