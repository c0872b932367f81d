import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// What holds of every resource of a tenant.
@Suite struct ResourceTests {
    @Test(arguments: ResourceCase.cases)
    func oneIsCreatedFoundReplacedAndDeleted(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let sent = try await fleet.client.resolve(resource.all)
            let created = try await fleet.client.send(.post, resource.path, sent.json)
            #expect(created.status == 201)
            let path = try #require(created.headers[.location])
            #expect(path == "\(resource.path)/\(try #require(try created.resource["id"] as? String))")
            for (field, value) in sent { #expect(try created.resource[field] as? NSObject == value.parsed, "\(field)") }
            let found = try await fleet.client.send(.get, path)
            #expect(found.text == created.text)

            let fewer = sent.filter { resource.required.keys.contains($0.key) }.json
            let replaced = try await fleet.client.send(.put, path, fewer)
            #expect(replaced.status == 200)
            for field in resource.optional.keys {
                #expect(try replaced.resource[field] as? NSObject != sent[field]?.parsed, "\(field)")
            }
            #expect(try replaced.resource["version"] as? Int == 2)
            #expect(try await fleet.client.send(.get, path).text == replaced.text)

            #expect(try await fleet.client.send(.delete, path).status == 204)
            for (method, body) in [(HTTPRequest.Method.get, nil), (.put, fewer), (.delete, nil)] {
                #expect(try await fleet.client.send(method, path, body).status == 404)
            }
        }
    }

    @Test(arguments: ResourceCase.cases)
    func whatWasReadCanBeSentBack(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let sent = try await fleet.client.resolve(resource.all)
            let created = try await fleet.client.send(.post, resource.path, sent.json)
            let path = try #require(created.headers[.location])
            let body = String(decoding: try JSONSerialization.data(withJSONObject: created.resource), as: UTF8.self)
            let answer = try await fleet.client.send(.put, path, body)
            #expect(answer.status == 200)
            #expect(answer.text == created.text, "nothing changed")
        }
    }

    @Test(arguments: ResourceCase.cases)
    func anotherTenantsIsNotThere(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let path = "\(resource.path)/\(try await fleet.client.create(resource))"
            let body = try await fleet.stranger.resolve(resource.required).json
            let missing = try await fleet.stranger.send(.get, "\(resource.path)/\(UUID())")
            for (method, body) in [(HTTPRequest.Method.get, nil), (.put, body), (.delete, nil)] {
                let answer = try await fleet.stranger.send(method, path, body)
                #expect(answer.status == 404)
                #expect(try answer.object["detail"] as? String == missing.object["detail"] as? String)
            }
            #expect(try await fleet.stranger.ids(resource.path).allSatisfy { !path.hasSuffix($0) })
            #expect(try await fleet.client.send(.get, path).resource["version"] as? Int == 1)
        }
    }

    @Test(arguments: ResourceCase.cases)
    func everyWrongFieldIsListed(_ resource: ResourceCase) async throws {
        #expect(Set(resource.wrong.keys).isSuperset(of: resource.all.keys))
        try await withoutDatabase { client in
            let client = try await client.with(Bearer(tenant: UUID()))
            for (method, path) in [(HTTPRequest.Method.post, resource.path), (.put, "\(resource.path)/\(UUID())")] {
                let answer = try await client.send(method, path, resource.wrong.json)
                #expect(answer.status == 422)
                #expect(try answer.wrongFields.sorted() == resource.wrong.keys.sorted())
                let none = try await client.send(method, path, "{}")
                #expect(try none.wrongFields.sorted() == resource.required.keys.sorted())
            }
        }
    }

    @Test(arguments: ResourceCase.cases)
    func aChangeOfAnEarlierVersionIs412(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let path = "\(resource.path)/\(try await fleet.client.create(resource))"
            let body = try await fleet.client.resolve(resource.all).json
            let first = try await fleet.client.send(.put, path, body, headers: [.ifMatch: "\"1\""])
            #expect(first.status == 200)
            #expect(first.headers[.eTag] == "\"2\"")
            for method in [HTTPRequest.Method.put, .delete] {
                let late = try await fleet.client.send(
                    method, path, method == .put ? body : nil, headers: [.ifMatch: "\"1\""])
                #expect(late.status == 412)
            }
            #expect(try await fleet.client.send(.get, path, headers: [.ifNoneMatch: "\"2\""]).status == 304)
            #expect(try await fleet.client.send(.delete, path, headers: [.ifMatch: "\"2\""]).status == 204)
        }
    }

    @Test(arguments: ResourceCase.cases)
    func oneIsMadeForEachKey(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let body = try await fleet.client.resolve(resource.required).json
            let before = try await fleet.client.ids(resource.path).count
            let first = try await fleet.client.send(.post, resource.path, body, headers: [.idempotencyKey: "k"])
            let again = try await fleet.client.send(.post, resource.path, body, headers: [.idempotencyKey: "k"])
            #expect(first.status == 201 && again.status == 201)
            #expect(again.text == first.text)
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(try await fleet.client.ids(resource.path).count == before + 1)
        }
    }

    @Test(arguments: ResourceCase.cases)
    func pagesAndCursorsMeetEachOnce(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            var made: Set<String> = []
            for _ in 0..<5 { made.insert(try await fleet.client.create(resource)) }
            let numbered = try await fleet.client.ids(resource.path + "?limit=2")
            #expect(Set(numbered).isSuperset(of: made))
            #expect(numbered.count == Set(numbered).count)
            #expect(try await fleet.client.ids(resource.path + "?after=&limit=2") == numbered)
        }
    }
}
