import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct InspectionScheduleTests {
    private static let path = "/api/inspections/schedule-bulk"

    private func item(_ vehicle: String, _ driver: String? = nil) -> String {
        let driver = driver.map { #","driver_id":"\#($0)""# } ?? ""
        return #"{"vehicle_id":"\#(vehicle)","inspection_type":"annual"\#(driver)}"#
    }

    private func body(_ items: [String]) -> String { #"{"items":[\#(items.joined(separator: ","))]}"# }

    @Test func fiveHundredAreMadeOnceForAKey() async throws {
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles)
            let items = body(Array(repeating: item(vehicle), count: 500))
            let first = try await fleet.client.send(.post, Self.path, items, headers: [.idempotencyKey: "k"])
            #expect(first.status == 201)
            #expect(try first.list.count == 500)
            let again = try await fleet.client.send(.post, Self.path, items, headers: [.idempotencyKey: "k"])
            #expect(again.text == first.text)
            #expect(Set(try await fleet.client.ids("/api/inspections?limit=200")).count == 500)
            let more = body(Array(repeating: item(vehicle), count: 501))
            let refused = try await fleet.client.send(.post, Self.path, more)
            #expect(refused.status == 422)
            #expect(try refused.wrongFields == ["items"])
        }
    }

    @Test func everyItemThatRefersToNothingIsNamedAndNoneIsMade() async throws {
        try await withFleet { fleet in
            let (vehicle, driver) = (try await fleet.client.create(.vehicles), try await fleet.client.create(.drivers))
            let theirs = try await fleet.stranger.create(.vehicles)
            let items = body([
                item(vehicle, driver), item(theirs), item(vehicle), item("\(UUID())", "\(UUID())"),
                item(vehicle, theirs),
            ])
            let answer = try await fleet.client.send(.post, Self.path, items)
            #expect(answer.status == 409)
            #expect(
                try answer.wrongFields == [
                    "items[1].vehicle_id", "items[3].vehicle_id", "items[3].driver_id", "items[4].driver_id",
                ])
            #expect(try await fleet.client.ids("/api/inspections").isEmpty)
        }
    }

    @Test func everyWrongFieldOfEveryItemIsListed() async throws {
        let items = body([item("\(UUID())"), #"{"vehicle_id":1}"#, "7", #"{"status":"failed"}"#])
        let answer = try await withoutDatabase { client in
            try await client.with(Bearer(tenant: UUID())).send(.post, Self.path, items)
        }
        #expect(answer.status == 422)
        #expect(
            try answer.wrongFields == [
                "items[1].vehicle_id", "items[1].inspection_type", "items[2]", "items[3].vehicle_id",
                "items[3].inspection_type", "items[3].status",
            ])
    }
}
