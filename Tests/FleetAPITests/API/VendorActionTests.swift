import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// What vendors have beside the five routes of every resource.
@Suite struct VendorActionTests {
    /// Five vendors, one of them not active.
    private static let five = #"""
        {"vendors":[
          {"name":"Alpha","city":"Berlin","vendor_type":"tires","email":"a@a"},{"name":"Bravo","contact_name":"Ann 100%"},
          {"name":"Charlie","is_active":false},{"name":"Delta_x"},{"name":"Echo"}]}
        """#

    private func withFive(_ body: @escaping @Sendable (Fleet) async throws -> Void) async throws {
        try await withFleet { fleet in
            let made = try await fleet.client.send(.post, "/api/vendors/bulk", Self.five)
            #expect(made.status == 201)
            #expect(
                try made.list.compactMap { $0["name"] as? String } == ["Alpha", "Bravo", "Charlie", "Delta_x", "Echo"])
            try await body(fleet)
        }
    }

    private func names(_ fleet: Fleet, _ path: String) async throws -> [String] {
        let answer = try await fleet.client.send(.get, path)
        #expect(answer.status == 200, "\(answer.text)")
        return try answer.list.compactMap { $0["name"] as? String }
    }

    @Test func activeOnesAreListed() async throws {
        try await withFive { fleet async throws in
            #expect(try await names(fleet, "/api/vendors/active") == ["Alpha", "Bravo", "Delta_x", "Echo"])
            #expect(try await fleet.stranger.send(.get, "/api/vendors/active").list.isEmpty)
        }
    }

    @Test(arguments: [
        ("alph", ["Alpha"]), ("BERLIN", ["Alpha"]), ("100%25", ["Bravo"]), ("a_x", ["Delta_x"]), ("%25", ["Bravo"]),
        ("_", ["Delta_x"]), ("'%20OR%20''='", []),
    ])
    func textIsFoundWhereItStands(_ text: String, _ expected: [String]) async throws {
        try await withFive { fleet async throws in
            #expect(try await names(fleet, "/api/vendors/search?q=\(text)") == expected)
        }
    }

    @Test func statisticsCountTheTenantsOwn() async throws {
        try await withFive { fleet async throws in
            let ours = try await fleet.client.send(.get, "/api/vendors/stats").resource as? [String: Int]
            #expect(ours == ["total": 5, "active": 4, "reachable": 1, "types": 2])
            let theirs = try await fleet.stranger.send(.get, "/api/vendors/stats").resource as? [String: Int]
            #expect(theirs == ["total": 0, "active": 0, "reachable": 0, "types": 0])
        }
    }

    @Test func cursorsMeetEachVendorOnce() async throws {
        try await withFive { fleet async throws in
            let first = try await fleet.client.send(.get, "/api/vendors/active?after=&limit=3")
            #expect(try first.list.compactMap { $0["name"] as? String } == ["Alpha", "Bravo", "Delta_x"])
            let link = try #require(first.headers[.link])
            let next = try #require(link.firstMatch(of: /^<([^>]+)>; rel="next"$/)).1
            #expect(next.contains("limit=3"))
            let last = try await fleet.client.send(.get, String(next))
            #expect(try last.list.compactMap { $0["name"] as? String } == ["Echo"])
            #expect(last.headers[.link] == nil)
            #expect(try (last.object["slice"] as? [String: Any])?["next"] is NSNull)
        }
    }

    @Test func numberedPagesLinkToTheNext() async throws {
        try await withFive { fleet async throws in
            let page = try await fleet.client.send(.get, "/api/vendors?limit=3")
            #expect(page.headers[.link] == #"</api/vendors?limit=3&page=2>; rel="next""#)
            #expect(try await fleet.client.send(.get, "/api/vendors?limit=3&page=2").headers[.link] == nil)
        }
    }

    @Test func deactivatingKeepsEverythingElse() async throws {
        try await withFive { fleet async throws in
            let echo = try #require(try await fleet.client.send(.get, "/api/vendors/search?q=Echo").list.first)
            let path = "/api/vendors/\(try #require(echo["id"] as? String))"
            let lost = try await fleet.client.send(.post, path + "/deactivate", headers: [.ifMatch: "\"7\""])
            #expect(lost.status == 412)
            let answer = try await fleet.client.send(.post, path + "/deactivate", headers: [.ifMatch: "\"1\""])
            #expect(answer.status == 200)
            #expect(try answer.resource["is_active"] as? Bool == false)
            #expect(try answer.resource["name"] as? String == "Echo")
            #expect(answer.headers[.eTag] == "\"2\"")
            #expect(try await fleet.stranger.send(.post, path + "/deactivate").status == 404)
        }
    }

    @Test func oneWrongVendorAmongManyMakesNone() async throws {
        try await withFleet { fleet in
            let wrong = #"{"vendors":[{"name":"Good"},{"name":" ","email":"x"},{"nmae":"Bad"},7]}"#
            let answer = try await fleet.client.send(.post, "/api/vendors/bulk", wrong)
            #expect(answer.status == 422)
            #expect(
                try answer.wrongFields == [
                    "vendors[1].name", "vendors[1].email", "vendors[2].name", "vendors[2].nmae", "vendors[3]",
                ])
            let twice = #"{"vendors":[{"name":"Same"},{"name":"same"}]}"#
            #expect(try await fleet.client.send(.post, "/api/vendors/bulk", twice).status == 409)
            #expect(try await fleet.client.send(.get, "/api/vendors").list.isEmpty)
        }
    }

    @Test func manyAreMadeOnceForEachKey() async throws {
        try await withFleet { fleet in
            let answers = [
                try await fleet.client.send(.post, "/api/vendors/bulk", Self.five, headers: [.idempotencyKey: "b"]),
                try await fleet.client.send(.post, "/api/vendors/bulk", Self.five, headers: [.idempotencyKey: "b"]),
            ]
            #expect(answers.map(\.status) == [201, 201])
            #expect(answers[0].text == answers[1].text)
            #expect(try await names(fleet, "/api/vendors").count == 5)
        }
    }

    @Test(arguments: [#"{"vendors":[]}"#, #"{"vendors":{}}"#, "{}", #"{"vendors":null}"#])
    func atLeastOneHasToBeThere(_ body: String) async throws {
        let answer = try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID())).send(.post, "/api/vendors/bulk", body)
        }
        #expect(answer.status == 422)
        #expect(try answer.wrongFields == ["vendors"])
    }
}
