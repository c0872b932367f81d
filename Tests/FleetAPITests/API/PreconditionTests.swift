import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// Lost races: whoever changes what another has changed meanwhile is told so.
@Suite struct PreconditionTests {
    @Test func anUpdateOfAnEarlierVersionIs412AndChangesNothing() async throws {
        try await withFleet { fleet in
            let created = try await fleet.client.send(.post, "/api/vendors", #"{"name":"First"}"#)
            let path = try #require(created.headers[.location])
            let tag = try #require(created.headers[.eTag])
            #expect(tag == "\"1\"")
            let first = try await fleet.client.send(.put, path, #"{"name":"Second"}"#, headers: [.ifMatch: tag])
            #expect(first.status == 200)
            #expect(first.headers[.eTag] == "\"2\"")
            for method in [HTTPRequest.Method.put, .delete] {
                let body = method == .put ? #"{"name":"Lost"}"# : nil
                let late = try await fleet.client.send(method, path, body, headers: [.ifMatch: tag])
                #expect(late.status == 412)
                #expect(try late.problem == "precondition-failed")
            }
            #expect(try await fleet.client.send(.get, path).resource["name"] as? String == "Second")
            #expect(try await fleet.client.send(.delete, path, headers: [.ifMatch: "\"2\""]).status == 204)
            #expect(try await fleet.client.send(.delete, path, headers: [.ifMatch: "*"]).status == 404)
        }
    }

    @Test func ofTwoAtOnceOneWins() async throws {
        try await withFleet { fleet in
            let created = try await fleet.client.send(.post, "/api/vendors", #"{"name":"First"}"#)
            let path = try #require(created.headers[.location])
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let body = #"{"name":"Writer \#(number)"}"#
                        return try await fleet.client.send(.put, path, body, headers: [.ifMatch: "\"1\""]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 412, 412, 412])
        }
    }

    @Test func aVersionTheClientHasIsNotSentAgain() async throws {
        try await withFleet { fleet in
            let path = try #require(
                try await fleet.client.send(.post, "/api/vendors", #"{"name":"A"}"#).headers[.location])
            let known = try await fleet.client.send(.get, path, headers: [.ifNoneMatch: "W/\"1\""])
            #expect(known.status == 304)
            #expect(known.text.isEmpty)
            #expect(known.headers[.eTag] == "\"1\"")
            #expect(try await fleet.client.send(.get, path, headers: [.ifNoneMatch: "\"2\""]).status == 200)
        }
    }
}
