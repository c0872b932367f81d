import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// Whatever a client sends, the fault is never the server's.
@Suite struct RandomRequestTests {
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func noRequestMakesAServerError(seed: UInt64) async throws {
        try await withFleet { fleet in
            var generator = RequestGenerator(seed: seed)
            var statuses: Set<Int> = []
            for _ in 0..<200 {
                let request = generator.request()
                let answer = try await fleet.client.send(request.method, request.path, request.body)
                statuses.insert(answer.status)
                #expect(answer.status < 500, "\(request)")
                if answer.status >= 400, request.method != .head {
                    #expect(try answer.object["status"] as? Int == answer.status, "\(request)")
                }
            }
            #expect(statuses.isSuperset(of: [200, 400, 404, 422]), "the requests got somewhere")
        }
    }
}

/// Requests near enough to sense that they reach beyond the first check. The same seed makes the same requests.
private struct RequestGenerator {
    struct Request: CustomStringConvertible {
        var method: HTTPRequest.Method
        var path: String
        var body: String?
        var description: String { "\(method) \(path) \(body ?? "without a body")" }
    }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func request() -> Request {
        let method = pick([
            HTTPRequest.Method.get, .get, .post, .post, .post, .put, .put, .delete, .head, .options, .patch,
        ])
        let vendor = "/api/vendors/\(pick(ids))"
        let path = pick([
            "/api/vendors", "/api/vendors", vendor, vendor, "/api/vehicle-models", "/api/health/database",
            "/\(pick(texts))",
        ])
        let parameters = ["page", "limit", "make", "model", "year", "x"]
        let query = (0..<(next() % 4)).map { _ in "\(pick(parameters))=\(pick(texts))" }.joined(separator: "&")
        let hasBody = method == .post || method == .put
        return Request(method: method, path: query.isEmpty ? path : "\(path)?\(query)", body: hasBody ? body() : nil)
    }

    private mutating func body() -> String {
        let names = ["name", "name", "name", "vendor_type", "email", "phone", "notes", "is_active", "id", "nmae"]
        let members = (0...(next() % 5)).map { _ in "\"\(pick(names))\":\(pick(values))" }
        return pick(["{\(members.joined(separator: ","))}", "{\(members.joined(separator: ","))}", pick(values), ""])
    }

    private let ids = ["00000000-0000-4000-8000-000000000000", "17", "%00", "..", "%2e%2e", "NULL", "'"]
    private let texts = [
        "1", "0", "-1", "2015", "200", "1e9", "99999999999999999999", "honda", "%27%20OR%201=1--", "%00", "%FF", "%",
        "+",
        "%F0%9F%9A%9A", "a%0D%0Ab", "\\", "%25", "_", "%EF%BF%BF", "%D9%A1", "[]", "{}",
    ]
    private let values = [
        "\"A\"", "\"\"", "null", "true", "1", "-0", "1e999", "[]", "{}", "[[{}]]", "\"'; DROP TABLE vendors;--\"",
        "\"a@b\"", "\"\\u0000\"", "\"\\uD83D\"", "\"\\uFFFF\"", "\"tires\"", "\"🚚\"", "\"\\n\"",
        "\"" + String(repeating: "x", count: 10_001) + "\"",
    ]

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(next() % UInt64(values.count))] }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
