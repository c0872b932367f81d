import DataAccessTesting
import FleetTesting
import Foundation
import HTTPTypes
import Testing
import TestSupport

@testable import FleetAPI

@Suite(.timeLimit(.minutes(5))) struct HealthRouteTests {
    @Test func healthyWithThreePoolsUnderThreeUsers() async throws {
        try await withFleet { fleet in
            // Other tests use the pools too, and may have them all out just then.
            try await until {
                try await fleet.client.send(.get, "/api/health/database").object["status"] as? String == "healthy"
            }
            let answer = try await fleet.client.send(.get, "/api/health/database")
            #expect(answer.status == 200)
            let pools = try #require(try answer.object["pools"] as? [String: [String: Any]])
            #expect(
                pools.mapValues { $0["user"] as? String } == [
                    "admin": "fleetadmin", "webapp": "fleet_webapp_user", "readonly": "fleet_readonly_user",
                ])
            #expect(
                try Set(#require(pools["readonly"]).keys) == [
                    "healthy", "user", "total", "idle", "inUse", "waiting", "max", "latencyMs", "reason", "error",
                ])
        }
    }

    @Test func withoutAValidTokenOnlyTheVerdictIsTold() async throws {
        try await withFleet { fleet in
            for token in [nil, "x.y.z"] {
                let answer = try await Client(transport: fleet.client.transport, token: token)
                    .send(.get, "/api/health/database")
                #expect(answer.status == 200)
                #expect(try Set(answer.object.keys) == ["status", "checkedAt"])
            }
        }
    }

    @Test func aServerThatStopsIsNoticedAndNamed() async throws {
        let own = try await RunningFleet.start()
        try await withFleet(on: own) { fleet in
            #expect(try await fleet.client.send(.get, "/api/health/database").status == 200)
            try await fleet.running.fleet.server.stop()
            try #require(
                try await holds(within: .seconds(10)) {
                    try await fleet.client.send(.get, "/api/health/database").status == 503
                })
            let health = try await fleet.client.send(.get, "/api/health/database")
            #expect(try health.object["status"] as? String == "down")
            #expect(try await fleet.client.send(.get, "/api/health/live").status == 200)
            let answer = try await fleet.client.send(.get, "/api/vendors")
            #expect(answer.status == 503)
            #expect(answer.headers[.retryAfter] != nil)
        }
        try await own.stop()
    }
}
