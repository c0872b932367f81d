import DataAccessMacros
import Foundation

/// A vehicle of a tenant's fleet.
@Table("vehicles", scope: .tenant)
struct Vehicle: Equatable {
    @Column(.primaryKey, .generated) let id: Vehicle.ID
    var unitNumber: String
    var vin: String?
    var licensePlate: String?
    var licenseState: String?
    /// The EPA's model, when it is known.
    var vehicleModelId: VehicleModel.ID?
    var make: String
    var model: String
    var year: Int16
    @Column(.default) var odometer: Int32
    @Column(.default) var status: VehicleStatus
    var assignedDriverId: Driver.ID?
    var purchasedOn: PostgresDate?
    var notes: String?
    @Column(.default) var isActive: Bool
    @Column(.version(.trigger)) let version: Int
    @Column(.generated) let createdAt: Date
    @Column(.generated) let updatedAt: Date
}

/// What a vehicle is doing, as the schema spells it.
enum VehicleStatus: String, PostgresEnum {
    case inService = "in_service"
    case maintenance
    case outOfService = "out_of_service"
    case retired
}
