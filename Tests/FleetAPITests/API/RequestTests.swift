import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import FleetAPI

@Suite struct RequestTests {
    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID())).send(method, path, body, headers: headers)
        }
    }

    @Test func liveNeedsNoDatabaseAndNoToken() async throws {
        let answer = try await withoutDatabase { try await $0.send(.get, "/api/health/live") }
        #expect(answer.status == 200)
        #expect(answer.text == #"{"status":"alive"}"#)
    }

    @Test(arguments: ["/", "/api", "/api/vendorz", "/api/vendors/1/2", "/favicon.ico"])
    func unknownPathsAre404(_ path: String) async throws {
        let answer = try await send(.get, path)
        #expect(answer.status == 404)
        #expect(try answer.object["instance"] as? String == path)
    }

    @Test(arguments: ["17", "null", "' OR 1=1 --", "00000000-0000-0000-0000-00000000000g"])
    func anIdThatIsNoUUIDIs404(_ id: String) async throws {
        let path = "/api/vendors/" + (id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        #expect(try await send(.get, path).status == 404)
        #expect(try await send(.delete, path).status == 404)
        #expect(try await send(.put, path, #"{"name":"A"}"#).status == 404)
    }

    @Test(arguments: [
        (HTTPRequest.Method.patch, "/api/vendors", "GET, HEAD, OPTIONS, POST"),
        (.post, "/api/vendors/1", "DELETE, GET, HEAD, OPTIONS, PUT"),
        (.delete, "/api/vehicle-models", "GET, HEAD, OPTIONS"),
        (.post, "/api/health/live", "GET, HEAD, OPTIONS"),
    ])
    func wrongMethodsAre405(_ method: HTTPRequest.Method, _ path: String, _ allow: String) async throws {
        let answer = try await send(method, path)
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == allow)
        #expect(try answer.problem == "method-not-allowed")
    }

    @Test func optionsNamesTheMethods() async throws {
        let answer = try await send(.options, "/api/vendors")
        #expect(answer.status == 204)
        #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS, POST")
        #expect(try await send(.options, "/nowhere").status == 404)
    }

    @Test(arguments: ["/api/health/live", "/nowhere", "/api/vendors?page=0"])
    func headAnswersAsGetWithoutABody(_ path: String) async throws {
        let get = try await send(.get, path)
        let head = try await send(.head, path)
        #expect(head.status == get.status)
        #expect(head.text.isEmpty)
        #expect(head.headers[.contentType] == get.headers[.contentType])
    }

    @Test func aConnectionSurvivesHead() async throws {
        let answers = try await withoutDatabase(.live) { client in
            [
                try await client.send(.head, "/nowhere").status,
                try await client.send(.head, "/api/health/live").status,
                try await client.send(.get, "/api/health/live").status,
            ]
        }
        #expect(answers == [404, 200, 200])
    }

    @Test(arguments: ["text/plain", "application/xml", "application/jsonx"])
    func otherContentTypesAre415(_ type: String) async throws {
        let answer = try await send(.post, "/api/vendors", #"{"name":"A"}"#, headers: [.contentType: type])
        #expect(answer.status == 415)
        #expect(try answer.problem == "unsupported-media-type")
    }

    @Test func aBodyAboveTheLimitIs413() async throws {
        let body = #"{"notes":""# + String(repeating: "x", count: JSONBody.maximumSize) + #""}"#
        let answer = try await send(.post, "/api/vendors", body)
        #expect(answer.status == 413)
        #expect(try answer.problem == "content-too-large")
    }

    @Test(arguments: ["", "{", "[1]", "nonsense"])
    func aBodyThatIsNoObjectIs400(_ body: String) async throws {
        let answer = try await send(.post, "/api/vendors", body)
        #expect(answer.status == 400)
        #expect(try answer.problem == "malformed-request")
    }

    @Test func everyWrongFieldIsListed() async throws {
        let body = #"{"name":1,"vendor_type":"x","email":"x","is_active":3,"nmae":"A"}"#
        for (method, path) in [(HTTPRequest.Method.post, "/api/vendors"), (.put, "/api/vendors/\(UUID())")] {
            let answer = try await send(method, path, body)
            #expect(answer.status == 422)
            #expect(try answer.wrongFields == ["name", "vendor_type", "email", "is_active", "nmae"])
        }
    }

    @Test func everyWrongParameterIsListed() async throws {
        let answer = try await send(.get, "/api/vehicle-models?make=&year=1&page=x&limit=1000&colour=red")
        #expect(answer.status == 400)
        #expect(try answer.wrongFields == ["make", "year", "page", "limit", "colour"])
    }

    @Test func requestIdentifiersComeBack() async throws {
        let own = try await send(.get, "/nowhere", headers: [RequestIdentifier.header: "abc-123"])
        #expect(own.headers[RequestIdentifier.header] == "abc-123")
        #expect(try own.object["request_id"] as? String == "abc-123")
        let made = try await send(.get, "/nowhere", headers: [RequestIdentifier.header: "not sane"])
        let identifier = try #require(made.headers[RequestIdentifier.header])
        #expect(identifier != "not sane")
        #expect(try made.object["request_id"] as? String == identifier)
    }

    @Test func aDatabaseThatIsNotThereIs503() async throws {
        let answer = try await withoutDatabase { try await $0.send(.get, "/api/health/database") }
        #expect(answer.status == 503)
        #expect(try Set(answer.object.keys) == ["status", "checkedAt"])
        #expect(try answer.object["status"] as? String == "down")
    }
}
