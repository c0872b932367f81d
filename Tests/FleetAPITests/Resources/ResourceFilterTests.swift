import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

/// Each filter narrows its list to what it says.
@Suite struct ResourceFilterTests {
    @Test func drivers() async throws {
        try await withFleet { fleet in
            let ann = try await fleet.client.create(
                .drivers, ["name": #""Ann 100%""#, "license_expires_on": #""2020-01-01""#])
            let bob = try await fleet.client.create(.drivers, ["name": #""Bob""#, "is_active": "false"])
            try await expect(
                [
                    ("", [ann, bob]), ("?is_active=true", [ann]), ("?is_active=false", [bob]), ("?q=BO", [bob]),
                    ("?q=%25", [ann]), ("?license_expires_before=2020-01-02", [ann]),
                    ("?license_expires_before=2020-01-01", []),
                ], of: "/api/drivers", fleet)
        }
    }

    @Test func vehicles() async throws {
        try await withFleet { fleet in
            let driver = try await fleet.client.create(.drivers)
            let one = try await fleet.client.create(
                .vehicles, ["unit_number": #""A1""#, "assigned_driver_id": "\"\(driver)\""])
            let two = try await fleet.client.create(
                .vehicles, ["unit_number": #""A2""#, "status": #""retired""#, "is_active": "false"])
            try await expect(
                [
                    ("", [one, two]), ("?status=retired", [two]), ("?status=in_service&q=a", [one]),
                    ("?assigned_driver_id=\(driver)", [one]), ("?is_active=false", [two]), ("?q=ford", [one, two]),
                    ("?q=f_rd", []),
                ], of: "/api/vehicles", fleet)
        }
    }

    @Test func workOrders() async throws {
        try await withFleet { fleet in
            let vehicle = try await fleet.client.create(.vehicles)
            let vendor = try await fleet.client.create(.vendors)
            let inspection = try await fleet.client.create(.inspections)
            let one = try await fleet.client.create(
                .workOrders, ["vehicle_id": "\"\(vehicle)\"", "due_at": #""2026-01-01T00:00:00Z""#])
            let two = try await fleet.client.create(
                .workOrders,
                [
                    "vendor_id": "\"\(vendor)\"", "inspection_id": "\"\(inspection)\"", "status": #""on_hold""#,
                    "priority": #""low""#, "is_active": "false",
                ])
            try await expect(
                [
                    ("", [one, two]), ("?status=open", [one]), ("?priority=low", [two]),
                    ("?vehicle_id=\(vehicle)", [one]), ("?vendor_id=\(vendor)", [two]),
                    ("?inspection_id=\(inspection)", [two]), ("?is_active=true", [one]),
                    ("?due_before=2026-01-01T00:00:01Z", [one]), ("?due_before=2026-01-01T00:00:00Z", []),
                ], of: "/api/work-orders", fleet)
        }
    }

    private func expect(_ lists: [(String, [String])], of path: String, _ fleet: Fleet) async throws {
        for (query, expected) in lists {
            #expect(try await fleet.client.ids(path + query) == expected, "\(query)")
            #expect(try await fleet.stranger.ids(path + query).isEmpty)
        }
    }
}
