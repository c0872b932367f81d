import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct InspectionListTests {
    /// Inspections of one vehicle by their notes; moments are told in days from now.
    private struct Yard: Sendable {
        var vehicle: String
        var driver: String
        var names: [String: String] = [:]
    }

    private static func moment(inDays days: Double) -> String {
        "\"\(JSONTime.text(Date(timeIntervalSinceNow: days * 86_400)))\""
    }

    private func withYard(_ body: @escaping @Sendable (Fleet, Yard) async throws -> Void) async throws {
        try await withFleet { fleet in
            let client = fleet.client
            var yard = Yard(vehicle: try await client.create(.vehicles), driver: try await client.create(.drivers))
            let plan: [(name: String, days: Double, values: [String: String])] = [
                ("late", -3, [:]), ("later", -1, ["status": #""in_progress""#]),
                ("dropped", -2, ["status": #""cancelled""#]),
                ("soon", 2, ["driver_id": "\"\(yard.driver)\""]), ("next", 20, ["inspection_type": #""annual""#]),
            ]
            for (name, days, values) in plan {
                let own = [
                    "vehicle_id": "\"\(yard.vehicle)\"", "notes": "\"\(name)\"", "due_at": Self.moment(inDays: days),
                    "scheduled_for": Self.moment(inDays: days - 1),
                ]
                yard.names[try await client.create(.inspections, own.merging(values) { $1 })] = name
            }
            try await body(fleet, yard)
        }
    }

    private func names(_ yard: Yard, _ client: Client, _ path: String) async throws -> [String] {
        try await client.ids(path).map { try #require(yard.names[$0]) }
    }

    @Test func eachListHasItsOwn() async throws {
        try await withYard { fleet, yard async throws in
            let from = JSONTime.text(Date(timeIntervalSinceNow: -3.5 * 86_400))
            let end = JSONTime.text(Date(timeIntervalSinceNow: 1.5 * 86_400))
            let lists = [
                ("", ["late", "dropped", "later", "soon", "next"]), ("/pending", ["late", "soon", "next"]),
                ("/overdue", ["late", "later"]), ("/due-soon", ["soon"]), ("/due-soon?days=30", ["soon", "next"]),
                ("/by-date?from=\(from)&to=\(end)", ["dropped", "later", "soon"]),
                ("?status=pending", ["late", "soon", "next"]), ("?inspection_type=annual", ["next"]),
                ("?driver_id=\(yard.driver)", ["soon"]), ("?driver_id=\(UUID())", []),
                ("?vehicle_id=\(yard.vehicle)&status=cancelled", ["dropped"]),
                ("?due_before=\(end)", ["late", "dropped", "later"]), ("?is_active=false", []),
            ]
            for (path, expected) in lists {
                #expect(try await names(yard, fleet.client, "/api/inspections" + path) == expected, "\(path)")
                #expect(try await fleet.stranger.ids("/api/inspections" + path).isEmpty)
            }
        }
    }

    @Test func aVehicleAndADriverHaveTheirs() async throws {
        try await withYard { fleet, yard async throws in
            let other = try await fleet.client.create(.inspections)
            let ofVehicle = "/api/vehicles/\(yard.vehicle)/inspections"
            let ofDriver = "/api/drivers/\(yard.driver)/inspections"
            #expect(try await names(yard, fleet.client, ofVehicle + "?after=&limit=2").count == 5)
            #expect(try await names(yard, fleet.client, ofDriver) == ["soon"])
            for path in [ofVehicle, ofDriver, ofVehicle + "/recent"] {
                #expect(try await fleet.stranger.send(.get, path).status == 404)
                #expect(!(try await fleet.client.ids(path).contains(other)))
            }
            #expect(try await fleet.client.send(.get, "/api/vehicles/\(UUID())/inspections").status == 404)
        }
    }

    @Test func theLatestComeFirst() async throws {
        try await withYard { fleet, yard async throws in
            let recent = "/api/vehicles/\(yard.vehicle)/inspections/recent"
            #expect(try await fleet.client.ids(recent).isEmpty)
            for name in ["soon", "late", "next"] {
                let id = try #require(yard.names.first { $0.value == name }?.key)
                let answer = try await fleet.client.send(
                    .post, "/api/inspections/\(id)/complete", #"{"result":"passed"}"#)
                #expect(answer.status == 200)
            }
            #expect(try await names(yard, fleet.client, recent) == ["next", "late", "soon"])
            #expect(try await names(yard, fleet.client, recent + "?limit=1") == ["next"])
        }
    }

    @Test func overdueOnesAreToldWithTheirVehicle() async throws {
        try await withYard { fleet, yard async throws in
            let answer = try await fleet.client.send(.get, "/api/inspections/overdue?limit=1")
            #expect(answer.headers[.link] == #"</api/inspections/overdue?limit=1&page=2>; rel="next""#)
            #expect(try answer.list.first?["vehicle_id"] as? String == yard.vehicle)
            let vehicle = try await fleet.client.send(.get, "/api/vehicles/\(yard.vehicle)").resource
            #expect(try answer.list.first?["unit_number"] as? String == vehicle["unit_number"] as? String)
        }
    }

    @Test func statisticsCountTheTenantsOwn() async throws {
        try await withYard { fleet, yard async throws in
            for (name, defects) in [("late", 3), ("soon", 0)] {
                let id = try #require(yard.names.first { $0.value == name }?.key)
                let found = Array(repeating: #"{"part":"p","severity":"minor"}"#, count: defects).joined(separator: ",")
                let body = #"{"result":"\#(defects > 0 ? "failed" : "passed")","defects":[\#(found)]}"#
                #expect(try await fleet.client.send(.post, "/api/inspections/\(id)/complete", body).status == 200)
            }
            let ours = try await fleet.client.send(.get, "/api/inspections/stats").resource
            #expect(ours["total"] as? Int == 5)
            #expect(ours["overdue"] as? Int == 1)
            #expect(ours["average_defects"] as? Double == 1.5)
            #expect(
                ours["by_status"] as? [String: Int] == [
                    "pending": 1, "in_progress": 1, "passed": 1, "failed": 1, "cancelled": 1,
                ])
            #expect(
                ours["by_type"] as? [String: Int] == [
                    "pre_trip": 0, "post_trip": 0, "annual": 1, "safety": 4, "emissions": 0,
                ])
            let theirs = try await fleet.stranger.send(.get, "/api/inspections/stats").resource
            #expect(theirs["total"] as? Int == 0 && theirs["average_defects"] is NSNull)
        }
    }

    @Test func aRangeHasBothEnds() async throws {
        let answer = try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID())).send(.get, "/api/inspections/by-date?to=tomorrow")
        }
        #expect(answer.status == 400)
        #expect(try answer.wrongFields == ["from", "to"])
    }
}
