import DataAccessMacros
import Foundation

/// A tenant's drivers.
struct DriverRoutes: Sendable {
    let database: Database

    static let isActive = Parameter("is_active", .bool, "Whether the driver drives for the fleet at present.")
    static let licenseExpiresBefore = Parameter(
        "license_expires_before", .date, "Drivers whose license ends before this day.")
    static let search = Parameter("q", .text(1...100), "Stands in the name or the employee number, in any case.")

    var all: [Route] {
        let drivers = ResourceRoutes<Driver>(
            database: database, path: "/api/drivers", name: "Driver", noun: "a driver")
        let list = drivers.list(
            .viewDrivers, "", "listDrivers", "Drivers by name", Self.isActive.described,
            Self.licenseExpiresBefore.described, Self.search.described, of: Self.select)
        return [list]
            + drivers.all(
                .init(view: .viewDrivers, create: .createDrivers, update: .updateDrivers, delete: .deleteDrivers))
    }

    static func select(_ query: inout QueryParameters) -> Select<Driver> {
        Driver.order { $0.name }
            .filtered(by: query.read(isActive)) { $0.isActive == $1 }
            .filtered(by: query.read(licenseExpiresBefore)) { $0.licenseExpiresOn < $1 }
            .filtered(by: query.read(search)) {
                $0.name.containsIgnoringCase($1) || $0.employeeNumber.containsIgnoringCase($1)
            }
    }
}
