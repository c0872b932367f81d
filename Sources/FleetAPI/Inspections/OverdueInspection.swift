import DataAccessMacros
import Foundation

/// An inspection that should have been done, with its vehicle's number.
@View("overdue_inspections", scope: .tenant)
struct OverdueInspection: Equatable {
    let id: Inspection.ID
    let vehicleId: Vehicle.ID
    let unitNumber: String
    let driverId: Driver.ID?
    let inspectionType: InspectionType
    let status: InspectionStatus
    let dueAt: Date
}
