import Foundation
import HTTPTypes
import PostgresDriver
import Testing

@testable import FleetAPI

/// Rows that refer to each other, within one tenant alone.
@Suite struct ResourceReferenceTests {
    @Test(arguments: ResourceCase.cases.filter { !$0.references.isEmpty })
    func whatIsReferredToHasToBeTheTenantsOwn(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let path = "\(resource.path)/\(try await fleet.client.create(resource))"
            let good = try await fleet.client.resolve(resource.required)
            for (field, target) in resource.references {
                let theirs = try await fleet.stranger.create(.of(target))
                for id in [UUID().uuidString, theirs] {
                    let body = good.merging([field: "\"\(id)\""]) { $1 }.json
                    for answer in [
                        try await fleet.client.send(.post, resource.path, body),
                        try await fleet.client.send(.put, path, body),
                    ] {
                        #expect(answer.status == 409)
                        #expect(try answer.wrongFields == [field])
                        #expect(try answer.object["sqlstate"] as? String == "23503")
                        #expect(!answer.text.contains(id))
                    }
                }
            }
        }
    }

    @Test(arguments: ResourceCase.cases.filter { !$0.references.isEmpty })
    func whatIsReferredToCannotBeDeleted(_ resource: ResourceCase) async throws {
        try await withFleet { fleet in
            let body = try await fleet.client.resolve(resource.all)
            let path = try #require(try await fleet.client.send(.post, resource.path, body.json).headers[.location])
            for (field, target) in resource.references {
                let referred = "\(target)/\(try #require(try body[field]?.parsed as? String))"
                let answer = try await fleet.client.send(.delete, referred)
                #expect(answer.status == 409)
                #expect(try answer.wrongFields.isEmpty)
                #expect(try await fleet.client.send(.get, referred).status == 200)
            }
            #expect(try await fleet.client.send(.delete, path).status == 204)
        }
    }

    @Test func aModelThatTheEPAHasNotIs409() async throws {
        try await withFleet { fleet in
            let good = try await fleet.client.resolve(ResourceCase.vehicles.required)
            let body = good.merging(["vehicle_model_id": "\(Int32.max)"]) { $1 }.json
            let answer = try await fleet.client.send(.post, "/api/vehicles", body)
            #expect(answer.status == 409)
            #expect(try answer.wrongFields == ["vehicle_model_id"])
        }
    }

    @Test(arguments: [
        (ResourceCase.drivers, "employee_number", #""A-1""#), (.vehicles, "unit_number", #""A1""#),
        (.vehicles, "vin", #""136VV30PFK34VH3K7""#),
    ])
    func aValueThatIsTakenIs409(_ resource: ResourceCase, _ field: String, _ value: String) async throws {
        try await withFleet { fleet in
            try await fleet.client.create(resource, [field: value])
            try await fleet.stranger.create(resource, [field: value])
            let other = "\(resource.path)/\(try await fleet.client.create(resource))"
            let body = try await fleet.client.resolve(resource.required).merging([field: value]) { $1 }.json
            for answer in [
                try await fleet.client.send(.post, resource.path, body),
                try await fleet.client.send(.put, other, body),
            ] {
                #expect(answer.status == 409)
                #expect(try answer.wrongFields == [field])
            }
        }
    }

    @Test(arguments: ConstraintFields.references.keys.sorted())
    func theSchemaHasEveryReferenceThatIsExplained(_ name: String) async throws {
        let isThere = try await RunningFleet.shared.value.fleet.connected(as: "fleetadmin") { connection in
            try await connection.query(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = \(name) AND contype = 'f')"
            ).first?.decode(Bool.self, at: 0)
        }
        #expect(isThere == true)
    }
}
