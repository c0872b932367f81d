import DataAccessMacros
import Foundation

/// A tenant's vehicles.
struct VehicleRoutes: Sendable {
    let database: Database

    static let status = Parameter("status", JSONKind<VehicleStatus>.choice(), "What the vehicle is doing.")
    static let driver = Parameter("assigned_driver_id", Driver.idKind, "Vehicles of this driver.")
    static let isActive = Parameter("is_active", .bool, "Whether the vehicle belongs to the fleet at present.")
    static let search = Parameter(
        "q", .text(1...100), "Stands in the unit number, the license plate, the make or the model, in any case.")

    var all: [Route] {
        let vehicles = ResourceRoutes<Vehicle>(
            database: database, path: "/api/vehicles", name: "Vehicle", noun: "a vehicle")
        let list = vehicles.list(
            .viewVehicles, "", "listVehicles", "Vehicles by unit number", Self.status.described,
            Self.driver.described, Self.isActive.described, Self.search.described, of: Self.select)
        return [list]
            + vehicles.all(
                .init(view: .viewVehicles, create: .createVehicles, update: .updateVehicles, delete: .deleteVehicles))
    }

    static func select(_ query: inout QueryParameters) -> Select<Vehicle> {
        Vehicle.order { $0.unitNumber }
            .filtered(by: query.read(status)) { $0.status == $1 }
            .filtered(by: query.read(driver)) { $0.assignedDriverId == $1 }
            .filtered(by: query.read(isActive)) { $0.isActive == $1 }
            .filtered(by: query.read(search)) { $0.contain($1) }
    }
}

extension Vehicle.Columns {
    /// Vehicles in whose names a text stands.
    fileprivate func contain(_ text: String) -> Condition<Vehicle> {
        unitNumber.containsIgnoringCase(text) || licensePlate.containsIgnoringCase(text)
            || make.containsIgnoringCase(text) || model.containsIgnoringCase(text)
    }
}
