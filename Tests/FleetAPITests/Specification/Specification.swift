import Foundation
import HTTPTypes
import NIOCore

@testable import FleetAPI

/// The application's own specification, as a stranger reads it.
struct Specification {
    // Safe: nobody changes it once it is read.
    nonisolated(unsafe) static let shared = Result { try Specification() }

    let document: [String: Any]

    init() throws {
        let json = OpenAPIDocument.render(FleetApplication.routes(try unreachableDatabase()))
        let data = Data(json.readableBytesView)
        document = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    var paths: [String: [String: [String: Any]]] { document["paths"] as? [String: [String: [String: Any]]] ?? [:] }

    /// What is wrong with an answer; nothing when no route has this path and method.
    func violations(_ method: HTTPRequest.Method, _ path: String, _ answer: Answer) -> [String] {
        guard let operation = operation(method, path) else { return [] }
        let responses = operation["responses"] as? [String: [String: Any]] ?? [:]
        guard let response = responses[String(answer.status)] else { return ["\(answer.status) is not documented"] }
        let headers = (response["headers"] as? [String: [String: Any]] ?? [:])
            .filter { $0.value["required"] as? Bool == true && answer.headers[HTTPField.Name($0.key)!] == nil }
            .map { "header \($0.key) is missing" }
        if method == .head { return headers }
        guard let content = response["content"] as? [String: [String: Any]] else {
            return headers + (answer.text.isEmpty ? [] : ["there is a body"])
        }
        let type = answer.headers[.contentType].map { String($0.prefix { $0 != ";" }) } ?? "none"
        guard let media = content[type] else { return headers + ["the type \(type) is not documented"] }
        guard type.hasSuffix("json") else { return headers }
        let value = try? JSONSerialization.jsonObject(with: Data(answer.text.utf8))
        let check = SchemaCheck(document: document)
        return headers + (value.map { check.violations(of: $0, schema: media["schema"], at: "$") } ?? ["no JSON"])
    }

    private func operation(_ method: HTTPRequest.Method, _ path: String) -> [String: Any]? {
        let method = method == .head ? HTTPRequest.Method.get : method
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        let matching = paths.filter { template, _ in
            let template = template.split(separator: "/")
            return template.count == parts.count && zip(template, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        // A path written out goes before one with a parameter in its place.
        return matching.min { !$0.key.contains("{") && $1.key.contains("{") }?
            .value[method.rawValue.lowercased()]
    }
}
