import FleetTesting
import Foundation
import HTTPTypes
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite struct VehicleModelRouteTests {
    @Test func theCatalogueIsTheSameForEveryTenant() async throws {
        try await withFleet { fleet in
            let ours = try await fleet.client.send(.get, "/api/vehicle-models?limit=3")
            #expect(ours.status == 200)
            #expect(try ours.list.count == 3)
            #expect(try (ours.object["pagination"] as? [String: Int])?["total"] == 33_442)
            #expect(try await fleet.stranger.send(.get, "/api/vehicle-models?limit=3").text == ours.text)
        }
    }

    @Test func namesAreFoundInAnyCaseButWhole() async throws {
        try await withFleet { fleet in
            func total(_ query: String) async throws -> Int? {
                let answer = try await fleet.client.send(.get, "/api/vehicle-models?" + query)
                return try (answer.object["pagination"] as? [String: Int])?["total"]
            }
            let found = try await total("make=toyota&model=camry&year=1999")
            #expect(found ?? 0 > 0)
            #expect(try await total("make=TOYOTA&model=CaMrY&year=1999") == found)
            #expect(try await total("make=toyot&model=camry&year=1999") == 0)
            #expect(try await total("make=toyot%25&model=camry&year=1999") == 0)
            #expect(try await total("make=toyota&model=camry&year=1950") == 0)
            #expect(try await total("make=Land+Rover") ?? 0 > 0)
        }
    }

    @Test func figuresAreNumbersAndAbsentOnesNull() async throws {
        try await withFleet { fleet in
            let answer = try await fleet.client.send(.get, "/api/vehicle-models?make=acura&model=2.2cl/3.0cl&year=1997")
            let model = try #require(try answer.list.first)
            #expect(
                Set(model.keys) == [
                    "id", "make", "model", "year", "class", "trans", "drive", "cyl", "displ", "fuel", "hwy", "cty",
                ])
            #expect(model["displ"] as? Double == 2.2)
            #expect(answer.text.contains("\"displ\":2.2,") || answer.text.contains("\"displ\":2.2}"))
            let electric = try await fleet.client.send(.get, "/api/vehicle-models?make=tesla&limit=1")
            #expect(try electric.list.first?["cyl"] is NSNull)
        }
    }

    @Test func pagesCoverAMakeExactlyOnce() async throws {
        try await withFleet { fleet in
            var ids: [Int] = []
            var page = 1
            while true {
                let path = "/api/vehicle-models?make=honda&limit=200&page=\(page)"
                let list = try await fleet.client.send(.get, path).list
                if list.isEmpty { break }
                ids += list.compactMap { $0["id"] as? Int }
                page += 1
            }
            #expect(page > 2)
            #expect(Set(ids).count == ids.count)
            let all = try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
                try await connection.query("SELECT count(*) FROM public.vehicle_models WHERE make = 'Honda'")
                    .first?.decode(Int.self, at: 0)
            }
            #expect(ids.count == all)
        }
    }

    @Test(arguments: ["make=ferrari", "model=camry"])
    func namesAreFoundByIndex(_ query: String) async throws {
        try await withFleet { fleet in
            var parameters = QueryParameters(query)
            let search = VehicleModelSearch(&parameters)
            let plan = try await fleet.running.fleet.connected(as: "fleet_readonly_user") { connection in
                try await connection.query("EXPLAIN \(search.count)").map { try $0.decode(String.self, at: 0) }
            }.joined(separator: "\n")
            #expect(plan.contains(query.hasPrefix("make") ? "vehicle_models_make" : "vehicle_models_model"), "\(plan)")
        }
    }
}
