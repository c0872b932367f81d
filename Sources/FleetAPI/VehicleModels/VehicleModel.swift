import Foundation
import PostgresDriver

/// A model the EPA has measured; the same for every tenant.
struct VehicleModel: Sendable, Equatable {
    /// The EPA's number.
    let id: Int
    var make: String
    var model: String
    var year: Int
    var vehicleClass: String
    var transmission: String?
    var drive: String
    /// None in an electric car.
    var cylinders: Int?
    /// In litres; none in an electric car.
    var displacement: Decimal?
    var fuel: String
    /// In miles per gallon.
    var highway: Int
    /// In miles per gallon.
    var city: Int
}

extension VehicleModel {
    /// The columns ``init(_:)`` reads.
    static let columns: SQL = "id, make, model, year, class, trans, drive, cyl, displ, fuel, hwy, cty"

    init(_ row: Row) throws(DatabaseError) {
        id = try row.decode("id")
        make = try row.decode("make")
        model = try row.decode("model")
        year = try row.decode("year")
        vehicleClass = try row.decode("class")
        transmission = try row.decode("trans")
        drive = try row.decode("drive")
        cylinders = try row.decode("cyl")
        displacement = try row.decode("displ")
        fuel = try row.decode("fuel")
        highway = try row.decode("hwy")
        city = try row.decode("cty")
    }
}
