import DataAccessMacros
import Foundation

/// An inspection of a vehicle: planned, under way, or decided.
@Table("inspections", scope: .tenant)
struct Inspection: Equatable {
    @Column(.primaryKey, .generated) let id: Inspection.ID
    var vehicleId: Vehicle.ID
    var driverId: Driver.ID?
    var inspectionType: InspectionType
    @Column(.default) var status: InspectionStatus
    var scheduledFor: Date?
    var dueAt: Date?
    /// Set when it has passed or failed.
    var completedAt: Date?
    var odometer: Int32?
    @Column(.default) var defects: JSON<[Defect]>
    var notes: String?
    @Column(.default) var isActive: Bool
    @Column(.version(.trigger)) let version: Int
    @Column(.generated) let createdAt: Date
    @Column(.generated) let updatedAt: Date
}

/// What is inspected, as the schema spells it.
enum InspectionType: String, PostgresEnum {
    case preTrip = "pre_trip"
    case postTrip = "post_trip"
    case annual, safety, emissions
}

/// How far an inspection is.
enum InspectionStatus: String, PostgresEnum {
    case pending
    case inProgress = "in_progress"
    case passed, failed, cancelled
}
