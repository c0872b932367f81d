import FleetTesting
import Foundation
import HTTPTypes
import PostgresDriver
import Testing
import TestSupport

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

    /// By keyset, in the order and beside the order's own index.
    @Test func cursorsMeetEveryModelExactlyOnce() async throws {
        try await withFleet { fleet in
            var ids: [Int] = []
            var path: String? = "/api/vehicle-models?after=&limit=200"
            while let next = path {
                let answer = try await fleet.client.send(.get, next)
                try #require(answer.status == 200)
                ids += try answer.list.compactMap { $0["id"] as? Int }
                path = answer.headers[.link]?.firstMatch(of: /<([^>]+)>/).map { String($0.1) }
            }
            #expect(ids.count == 33_442)
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test func oneIsFoundByTheEPAsNumber() async throws {
        try await withFleet { fleet in
            let listed = try await fleet.client.send(.get, "/api/vehicle-models?make=tesla&limit=1").list.first
            let id = try #require(listed?["id"] as? Int)
            let found = try await fleet.client.send(.get, "/api/vehicle-models/\(id)")
            #expect(found.status == 200)
            #expect(try found.resource["model"] as? String == listed?["model"] as? String)
            for none in ["0", "-1", "2147483647", "99999999999", "x", "\(UUID())", "\(id)%20OR%201=1"] {
                #expect(try await fleet.client.send(.get, "/api/vehicle-models/\(none)").status == 404)
            }
        }
    }

    @Test(arguments: ["after=x", "after=AAAA"])
    func aCursorThatIsNoneIs422(_ query: String) async throws {
        let answer = try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID())).send(.get, "/api/vehicle-models?" + query)
        }
        #expect(answer.status == 422)
        #expect(try answer.wrongFields == ["after"])
    }

    @Test func aCursorOfAnotherListIs422() async throws {
        try await withFleet { fleet in
            let models = try await fleet.client.send(.get, "/api/vehicle-models?after=&limit=1")
            let slice = try #require(try models.object["slice"] as? [String: Any])
            let next = try #require(slice["next"] as? String)
            let answer = try await fleet.client.send(.get, "/api/vendors?after=\(next)")
            #expect(answer.status == 422)
            #expect(try answer.wrongFields == ["after"])
        }
    }

    @Test(arguments: ["make=ferrari", "model=camry"])
    func namesAreFoundByIndex(_ query: String) async throws {
        try await withFleet { fleet in
            let before = try await scans(
                fleet, of: query.hasPrefix("make") ? "vehicle_models_make" : "vehicle_models_model")
            #expect(try await fleet.client.send(.get, "/api/vehicle-models?limit=1&\(query)").status == 200)
            let isScanned = try await holds(within: .seconds(20)) {
                try await scans(fleet, of: query.hasPrefix("make") ? "vehicle_models_make" : "vehicle_models_model")
                    > before
            }
            #expect(isScanned)
        }
    }

    /// How often the server has used an index; its backends tell it within a second, or when they are idle for longer.
    private func scans(_ fleet: Fleet, of index: String) async throws -> Int {
        try await fleet.running.fleet.connected(as: "fleetadmin") { connection in
            try await connection.query("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = \(index)")
                .first?.decode(Int.self, at: 0) ?? 0
        }
    }
}
