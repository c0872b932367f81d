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
            // Statements are named within a second.
            var statements: [[String: Any]] = []
            let isNamed = try await holds(within: .seconds(20)) {
                let answer = try await fleet.client.send(.get, "/api/internal/pools")
                try #require(answer.status == 200)
                #expect(!answer.text.contains("s3cret") && !answer.text.contains("$1"))
                statements = try #require(try answer.object["statements"] as? [[String: Any]])
                return statements.contains {
                    ($0["summary"] as? String)?.hasPrefix("SELECT public.vendors") == true
                        && $0["pool"] as? String == "readonly"
                }
            }
            try #require(isNamed, "\(statements.compactMap { $0["summary"] })")
            #expect(statements.count <= PoolReport.mostStatements)
            let vendors = try #require(
                statements.first {
                    ($0["summary"] as? String)?.hasPrefix("SELECT public.vendors") == true
                        && $0["pool"] as? String == "readonly"
                })
            #expect((vendors["callSite"] as? String)?.hasPrefix("FleetAPI/VendorRoutes.swift:") == true)
            #expect((vendors["fingerprint"] as? String)?.count == 16)

            let report = try await fleet.client.send(.get, "/api/internal/pools").object
            let pools = try #require(report["pools"] as? [String: [String: Any]])
            #expect(Set(pools.keys) == ["admin", "webapp", "readonly"])
            let readonly = try #require(pools["readonly"])
            #expect((readonly["leases"] as? Int ?? 0) > 0 && readonly["max"] as? Int != nil)
            #expect(readonly["waitP95Ms"] as? Double != nil)
        }
    }
}
