import ConnectionPooling
import Testing

@testable import DataAccess

@Suite("What the roles' pools are")
struct PoolSettingsTests {
    private let login = PoolConfiguration(
        user: "somebody", maximum: 7, minimumIdle: 2, acquireTimeout: .seconds(1), maximumLifetime: .seconds(60),
        idleTimeout: .seconds(30))

    @Test("as configured", arguments: PoolName.allCases)
    func asConfigured(pool: PoolName) {
        let settings = PoolSettings(login, of: pool)
        #expect(settings.maximum == 7)
        #expect(settings.acquireTimeout == .seconds(1))
        #expect(settings.maximumLifetime == .seconds(60))
        #expect(settings.idleTimeout == .seconds(30))
    }

    @Test("only webapp, which serves requests, sends callers away early")
    func shedding() {
        #expect(PoolSettings(login, of: .webapp).shedding == LoadShedding())
        #expect(PoolSettings(login, of: .readonly).shedding == nil)
        #expect(PoolSettings(login, of: .admin).shedding == nil)
    }

    @Test("the admin pool keeps nothing ready, whatever is configured")
    func adminIsEmpty() {
        #expect(PoolSettings(login, of: .admin).minimumIdle == 0)
        #expect(PoolSettings(login, of: .webapp).minimumIdle == 2)
    }
}
