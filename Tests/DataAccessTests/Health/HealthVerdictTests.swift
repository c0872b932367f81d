import ConnectionPooling
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The health verdict")
struct HealthVerdictTests {
    @Test("healthy when every role answers under its own name")
    func healthy() {
        #expect(status() == .healthy)
    }

    @Test("saturated when a pool is full and callers wait; not when it is only full")
    func saturated() {
        var full = evidence("w", statistics: statistics(inUse: 5, waiting: 3))
        #expect(status(webapp: full) == .saturated)
        #expect(HealthVerdict.health(of: full).healthy)
        full.statistics.waiting = 0
        #expect(status(webapp: full) == .healthy)
    }

    @Test("degraded when only the admin login is bad")
    func degradedByAdmin() {
        #expect(status(admin: evidence("a", finding: .failed(DatabaseError(.authenticationFailed)))) == .degraded)
    }

    @Test("degraded and unhealthy when a login works as somebody else")
    func degradedByWrongUser() {
        let wrong = evidence("w", finding: .answered(ConnectionIdentity(user: "fleetadmin"), latency: .milliseconds(1)))
        #expect(status(webapp: wrong) == .degraded)
        let health = HealthVerdict.health(of: wrong)
        #expect(!health.healthy)
        #expect(health.user == "fleetadmin")
        #expect(health.error == "wrong role: should be w")
    }

    @Test("down when webapp or readonly cannot be used")
    func down() {
        let lost = ProbeFinding.failed(DatabaseError(.connectionFailed))
        #expect(status(webapp: evidence("w", finding: lost)) == .down)
        #expect(status(readonly: evidence("r", finding: lost)) == .down)
        #expect(HealthVerdict.status(of: [.admin: evidence("a"), .webapp: evidence("w")]) == .down)
    }

    @Test("down when the probe works but the pool can open no connection")
    func deadPoolIsNotHealthy() {
        var dead = evidence("w", statistics: statistics(failures: 3))
        dead.connectError = .server(.tooManyConnections)
        #expect(status(webapp: dead) == .down)
        #expect(HealthVerdict.health(of: dead).error == "the pool cannot connect: 53300 too_many_connections")
        let halfDead = evidence("w", statistics: statistics(inUse: 1, failures: 3))
        #expect(status(webapp: halfDead) == .healthy)
    }

    @Test("pain 7, pinned to a demoted primary: a pool that has to write is down when the server takes no writes")
    func readOnlyServer() {
        let readOnly = ProbeFinding.answered(ConnectionIdentity(user: "w", isReadOnly: true), latency: .zero)
        #expect(status(webapp: evidence("w", finding: readOnly)) == .down)
        #expect(HealthVerdict.health(of: evidence("w", finding: readOnly)).reason == .readOnlyServer)
        let reader = ProbeFinding.answered(ConnectionIdentity(user: "r", isReadOnly: true), latency: .zero)
        #expect(status(readonly: evidence("r", finding: reader)) == .healthy)
    }

    @Test(
        "the reasons are told apart",
        arguments: [
            (ProbeFinding.notYet, PoolHealth.Reason.notProbed),
            (.failed(DatabaseError(.authenticationFailed)), .badCredential),
            (.failed(DatabaseError(.connectionFailed)), .unreachable),
            (.failed(DatabaseError(.timedOut)), .unreachable),
            (.failed(.server(.tooManyConnections)), .refused),
            (.answered(ConnectionIdentity(user: "fleetadmin"), latency: .zero), .wrongRole),
        ])
    func reasons(finding: ProbeFinding, reason: PoolHealth.Reason) {
        let health = HealthVerdict.health(of: evidence("w", finding: finding))
        #expect(health.reason == reason)
        #expect(!health.healthy && health.error != nil)
    }

    @Test("the reason is saturated when callers wait, and there is none when all is well")
    func saturatedReason() {
        #expect(
            HealthVerdict.health(of: evidence("w", statistics: statistics(inUse: 5, waiting: 1))).reason == .saturated)
        #expect(HealthVerdict.health(of: evidence("w")).reason == nil)
    }

    @Test("without admin credentials there is no admin pool, and that is healthy")
    func withoutAdmin() {
        #expect(HealthVerdict.status(of: [.webapp: evidence("w"), .readonly: evidence("r")]) == .healthy)
    }

    @Test("errors are told in words, without address, login or the server's text")
    func words() {
        var error = DatabaseError(.authenticationFailed, detail: "fleet_webapp_user to database fleetdb at 10.0.0.1")
        error.serverMessage = "password authentication failed for user \"fleet_webapp_user\""
        error.sqlState = .invalidPassword
        #expect(
            HealthVerdict.health(of: evidence("w", finding: .failed(error))).error
                == "login refused: 28P01 invalid_password")
    }

    private func statistics(inUse: Int = 0, waiting: Int = 0, failures: Int = 0) -> PoolStatistics {
        PoolStatistics(
            total: inUse, idle: 0, inUse: inUse, opening: 0, closing: 0, waiting: waiting, maximum: 5,
            consecutiveConnectFailures: failures)
    }

    private func evidence(
        _ user: String, finding: ProbeFinding? = nil, statistics: PoolStatistics? = nil
    ) -> HealthVerdict.Evidence {
        HealthVerdict.Evidence(
            user: user, writes: user != "r",
            finding: finding ?? .answered(ConnectionIdentity(user: user), latency: .milliseconds(1)),
            statistics: statistics ?? self.statistics())
    }

    private func status(
        admin: HealthVerdict.Evidence? = nil, webapp: HealthVerdict.Evidence? = nil,
        readonly: HealthVerdict.Evidence? = nil
    ) -> HealthStatus {
        HealthVerdict.status(of: [
            .admin: admin ?? evidence("a"), .webapp: webapp ?? evidence("w"), .readonly: readonly ?? evidence("r"),
        ])
    }
}
