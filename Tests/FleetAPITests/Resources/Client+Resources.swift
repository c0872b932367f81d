import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

extension Client {
    /// The values of a body as they are to be sent, after everything they refer to was made.
    func resolve(_ values: [String: String]) async throws -> [String: String] {
        var resolved = values
        for (name, value) in values where value.hasPrefix("@") {
            switch value {
            case "@unique": resolved[name] = "\"\(UUID())\""
            case "@model":
                let model = try await send(.get, "/api/vehicle-models?limit=1").list.first?["id"] as? Int
                resolved[name] = "\(try #require(model))"
            default: resolved[name] = "\"\(try await create(.of(String(value.dropFirst()))))\""
            }
        }
        return resolved
    }

    /// Makes a resource that has what is required, and `values`.
    ///
    /// - Returns: its id.
    @discardableResult
    func create(_ resource: ResourceCase, _ values: [String: String] = [:]) async throws -> String {
        let body = try await resolve(resource.required.merging(values) { $1 })
        let answer = try await send(.post, resource.path, body.json)
        try #require(answer.status == 201, "\(resource.path): \(answer.text)")
        return try #require(try answer.resource["id"] as? String)
    }

    /// The ids of a list, page after page as its links say.
    func ids(_ path: String) async throws -> [String] {
        var ids: [String] = []
        var next: String? = path
        while let page = next {
            let answer = try await send(.get, page)
            try #require(answer.status == 200, "\(page): \(answer.text)")
            ids += try answer.list.compactMap { $0["id"] as? String ?? ($0["id"] as? Int).map(String.init) }
            next = answer.headers[.link]?.firstMatch(of: /^<([^>]+)>/).map { String($0.1) }
        }
        return ids
    }
}

extension [String: String] {
    /// An object whose values are JSON already.
    var json: String { "{" + map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}" }
}

extension String {
    /// As a JSON text.
    var asJSON: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    /// What JSON stands for.
    var parsed: NSObject {
        get throws {
            try #require(
                try JSONSerialization.jsonObject(with: Data(utf8), options: .fragmentsAllowed) as? NSObject)
        }
    }
}
