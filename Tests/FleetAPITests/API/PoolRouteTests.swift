import DataAccess
import FleetTesting
import Foundation
import HTTPTypes
import Testing
import TestSupport

@testable import FleetAPI

@Suite struct PoolRouteTests {
    @Test func poolsAndCostliestStatementsAreShownWithoutTextOrValue() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.client.send(.post, "/api/vendors", #"{"name":"s3cret"}"#).status == 201)
            #expect(try await fleet.client.send(.get, "/api/vendors").status == 200)
            // Of any table: other tests' statements cost more, and the list ends with the costliest.
            func isNamedRead(_ statement: [String: Any]) -> Bool {
                (statement["summary"] as? String)?.hasPrefix("SELECT ") == true
                    && (statement["callSite"] as? String)?.hasPrefix("FleetAPI/") == true
                    && statement["pool"] as? String == "readonly"
            }
            // Statements are named within a second.
            var statements: [[String: Any]] = []
            let isNamed = try await holds(within: .seconds(20)) {
                let answer = try await fleet.client.send(.get, "/api/internal/pools")
                try #require(answer.status == 200)
                #expect(!answer.text.contains("s3cret") && !answer.text.contains("$1"))
                statements = try #require(try answer.object["statements"] as? [[String: Any]])
                return statements.contains(where: isNamedRead)
            }
            try #require(isNamed)
            #expect(statements.count <= PoolReport.mostStatements)
            let read = try #require(statements.first(where: isNamedRead))
            #expect((read["fingerprint"] as? String)?.count == 16)

            let report = try await fleet.client.send(.get, "/api/internal/pools").object
            let pools = try #require(report["pools"] as? [String: [String: Any]])
            #expect(Set(pools.keys) == ["admin", "webapp", "readonly"])
            let readonly = try #require(pools["readonly"])
            #expect((readonly["leases"] as? Int ?? 0) > 0 && readonly["max"] as? Int != nil)
            #expect(readonly["waitP95Ms"] as? Double != nil)
        }
    }
}
