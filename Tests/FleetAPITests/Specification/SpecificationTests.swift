import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct SpecificationTests {
    @Test func itDescribesEveryRouteAndNoOther() throws {
        let routes = FleetApplication.routes(try unreachableDatabase())
        let described = try Specification().paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } }
        #expect(Set(described) == Set(routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" }))
        #expect(described.count == routes.count)
    }

    @Test func everyOperationHasANameOfItsOwnAndASummary() throws {
        let operations = FleetApplication.routes(try unreachableDatabase()).map(\.operation)
        #expect(Set(operations.map(\.id)).count == operations.count)
        for operation in operations {
            #expect(!operation.summary.isEmpty && !operation.answers.isEmpty, "\(operation.id)")
        }
    }

    @Test func everySchemaThatIsReferredToIsThere() throws {
        let specification = try Specification()
        let components = specification.document["components"] as? [String: [String: Any]]
        let schemas = try #require(components?["schemas"])
        let text = String(decoding: try JSONSerialization.data(withJSONObject: specification.document), as: UTF8.self)
        let names = text.matches(of: /#\\?\/components\\?\/schemas\\?\/([A-Za-z]+)/).map { String($0.1) }
        #expect(!names.isEmpty)
        for name in names { #expect(schemas[name] != nil, "\(name)") }
    }

    @Test func guardedRoutesNameTheirPermission() throws {
        let specification = try Specification()
        let find = specification.paths["/api/vendors/{id}"]?["get"]
        #expect(find?["security"] as? [[String: [String]]] == [["bearer": ["vendor:view:global"]]])
        let responses = try #require(find?["responses"] as? [String: Any])
        #expect(
            Set(["200", "304", "400", "401", "403", "404", "406", "429", "500", "503", "504"]) == Set(responses.keys))
    }

    @Test func itIsServedWithoutAToken() async throws {
        let answer = try await withoutDatabase { try await $0.send(.get, "/openapi.json") }
        #expect(answer.status == 200)
        #expect(try answer.object["openapi"] as? String == "3.1.0")
        let paths = try #require(try answer.object["paths"] as? [String: Any])
        #expect(paths["/openapi.json"] != nil && paths["/docs"] != nil && paths["/api/vendors"] != nil)
    }

    @Test func thePageNeedsNothingFromElsewhere() async throws {
        let answer = try await withoutDatabase { try await $0.send(.get, "/docs") }
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
        #expect(!policy.contains("unsafe") && !answer.text.contains("http://") && !answer.text.contains("https://"))
        #expect(!answer.text.contains("innerHTML"))
    }

    /// What the check of every answer in these tests rests on.
    @Test func anAnswerThatDoesNotFitIsFound() throws {
        let specification = try Specification()
        func violations(_ status: Int, _ text: String, _ type: String = "application/json") -> [String] {
            let answer = Answer(status: status, headers: [.contentType: type, .eTag: "\"1\""], text: text)
            return specification.violations(.get, "/api/vendors/\(UUID())", answer)
        }
        #expect(violations(418, "{}") == ["418 is not documented"])
        #expect(violations(200, #"{"data":{}}"#).contains("$.data.name is missing"))
        #expect(violations(200, #"{"data":{"colour":1}}"#).contains { $0.contains("additionalProperties") })
        #expect(violations(200, #"{"data":{"version":"x"}}"#).contains { $0.contains("$.data.version: x breaks type") })
        #expect(violations(200, #"{"data":{"vendor_type":"x"}}"#).contains { $0.contains("breaks enum") })
        #expect(violations(200, "", "text/plain") == ["the type text/plain is not documented"])
        #expect(!violations(404, #"{"type":"urn:fleet:problem:conflict"}"#, "application/problem+json").isEmpty)
    }
}
