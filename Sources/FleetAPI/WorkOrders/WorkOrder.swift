import DataAccessMacros
import Foundation

/// Work to be done on a vehicle.
@Table("work_orders", scope: .tenant)
struct WorkOrder: Equatable {
    @Column(.primaryKey, .generated) let id: WorkOrder.ID
    /// Counts up over all tenants, with gaps.
    @Column(.generated) let number: Int
    var vehicleId: Vehicle.ID
    var vendorId: Vendor.ID?
    /// The inspection that found what is to be done.
    var inspectionId: Inspection.ID?
    var title: String
    var description: String?
    @Column(.default) var status: WorkOrderStatus
    @Column(.default) var priority: WorkOrderPriority
    var cost: Decimal?
    var dueAt: Date?
    var completedAt: Date?
    @Column(.default) var isActive: Bool
    @Column(.version(.trigger)) let version: Int
    @Column(.generated) let createdAt: Date
    @Column(.generated) let updatedAt: Date
}

/// How far work is, as the schema spells it.
enum WorkOrderStatus: String, PostgresEnum {
    case open
    case inProgress = "in_progress"
    case onHold = "on_hold"
    case completed, cancelled
}

/// How urgent work is.
enum WorkOrderPriority: String, PostgresEnum {
    case low, normal, high, urgent
}
