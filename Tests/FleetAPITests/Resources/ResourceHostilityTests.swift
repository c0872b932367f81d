import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// Whatever stands in a field or a parameter comes back as it was sent, or is refused; the server never fails.
@Suite struct ResourceHostilityTests {
    @Test(arguments: ResourceCase.cases)
    func textComesBackAsText(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let path = "\(resource.path)/\(try await fleet.client.create(resource))"
            var body = try await fleet.client.resolve(resource.required)
            for text in VendorRouteTests.hostile {
                for field in resource.texts { body[field] = try text.asJSON }
                let replaced = try await fleet.client.send(.put, path, body.json)
                let found = try await fleet.client.send(.get, path)
                for answer in [replaced, found] {
                    for field in resource.texts { #expect(try answer.resource[field] as? String == text, "\(field)") }
                }
            }
        }
    }

    @Test(arguments: ResourceCase.cases)
    func noValueOfAFieldIsTheServersFault(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let path = "\(resource.path)/\(try await fleet.client.create(resource))"
            let good = try await fleet.client.resolve(resource.required)
            for field in Array(resource.all.keys) + ["id", "version", "completed_at", "defects", "tenant_id"] {
                for value in HostileRequestTests.values {
                    let body = good.merging([field: value]) { $1 }.json
                    let answer = try await fleet.client.send(.put, path, body)
                    #expect(answer.status < 500, "\(field) \(value.prefix(100))")
                }
            }
        }
    }

    @Test func noValueOfAParameterIsTheServersFault() async throws {
        let hostile = VendorRouteTests.hostile.compactMap { $0.addingPercentEncoding(withAllowedCharacters: .letters) }
        let lists = try await routesOfTheApplication().filter { $0.method == .get && $0.path.hasPrefix("/api/") }
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles)
            for route in lists {
                let path = route.path.replacing("{id}", with: vehicle)
                for parameter in route.operation.query {
                    for text in HostileRequestTests.texts + hostile {
                        let answer = try await fleet.client.send(.get, "\(path)?\(parameter.name)=\(text)")
                        #expect(answer.status < 500, "\(path) \(parameter.name) \(text)")
                    }
                }
            }
        }
    }

    @Test(arguments: ["pending", "overdue", "due-soon", "by-date", "stats", "schedule-bulk"])
    func aPathWrittenOutGoesBeforeOneWithAnIdentifier(_ name: String) async throws {
        let table = RouteTable(try await routesOfTheApplication().map { ($0.method, $0.path) })
        let path = "/api/inspections/\(name)"
        let allowed = try #require(table.allowedMethods(forPath: path))
        try await withFleet { fleet in
            for method in [HTTPRequest.Method.get, .post, .put, .delete] {
                let answer = try await fleet.client.send(method, path, method == .get ? nil : "{}")
                #expect((answer.status == 405) == !allowed.contains(method), "\(method) \(answer.text)")
                #expect(answer.status != 404)
            }
        }
    }
}
