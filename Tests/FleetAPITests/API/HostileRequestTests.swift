import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// Every hostile value in every place that takes one: whatever a client sends, the fault is never the server's.
@Suite struct HostileRequestTests {
    static let texts = [
        "", "1", "0", "-1", "2015", "1e9", "99999999999999999999", "honda", "%27%20OR%201=1--", "%00", "a%00b", "%FF",
        "%",
        "+", "%F0%9F%9A%9A", "a%0D%0Ab", "\\", "%25", "_", "%EF%BF%BF", "%D9%A1", "[]", "{}", "%ED%A0%80",
    ]

    static let values = [
        "null", "true", "1", "-0", "1e999", "[]", "{}", "[[{}]]", #""""#, #""A""#, #""'; DROP TABLE vendors;--""#,
        #""a@b""#, #""\u0000""#, #""a\u0000@b""#, #""\uD83D""#, #""\uFFFF""#, #""tires""#, #""🚚""#, #""\n""#,
        "\"" + String(repeating: "x", count: 10_001) + "\"", "", "nonsense", "\"\u{1}\"",
    ]

    private func check(_ fleet: Fleet, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws
    {
        let answer = try await fleet.client.send(method, path, body)
        let request = "\(method) \(path) \(body?.prefix(200) ?? "")"
        #expect(answer.status < 500, "\(request)")
        if answer.status >= 400 {
            #expect(try answer.object["status"] as? Int == answer.status, "\(request)")
        }
    }

    @Test(arguments: ["page", "limit", "make", "model", "year", "unknown", "%00"])
    func inEveryParameter(_ parameter: String) async throws {
        try await withFleet { fleet in
            for text in Self.texts {
                try await check(fleet, .get, "/api/vehicle-models?\(parameter)=\(text)")
                try await check(fleet, .get, "/api/vendors?\(parameter)=\(text)")
            }
        }
    }

    @Test(arguments: [
        "name", "vendor_type", "contact_name", "email", "phone", "address", "city", "state", "zip", "website", "notes",
        "is_active", "id", "version", "unknown", "\\u0000",
    ])
    func inEveryField(_ field: String) async throws {
        try await withFleet { fleet in
            let created = try await fleet.client.send(.post, "/api/vendors", #"{"name":"First"}"#)
            let path = try #require(created.headers[.location])
            for value in Self.values {
                let body = #"{"\#(field)":\#(value),"name":"Second"}"#
                try await check(fleet, .post, "/api/vendors", field == "name" ? #"{"name":\#(value)}"# : body)
                try await check(fleet, .put, path, field == "name" ? #"{"name":\#(value)}"# : body)
            }
        }
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .delete, .post, .patch, .options])
    func inThePath(_ method: HTTPRequest.Method) async throws {
        try await withFleet { fleet in
            for text in Self.texts {
                let body = method == .put || method == .post ? #"{"name":"A"}"# : nil
                try await check(fleet, method, "/api/vendors/\(text)", body)
                try await check(fleet, method, "/\(text)", body)
            }
        }
    }

    @Test func asTheWholeBody() async throws {
        try await withFleet { fleet in
            for value in Self.values { try await check(fleet, .post, "/api/vendors", value) }
        }
    }
}
