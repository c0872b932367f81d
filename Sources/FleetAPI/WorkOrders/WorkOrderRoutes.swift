import DataAccessMacros
import Foundation

/// A tenant's work orders.
struct WorkOrderRoutes: Sendable {
    let database: Database

    static let status = Parameter("status", JSONKind<WorkOrderStatus>.choice(), "How far the work is.")
    static let priority = Parameter("priority", JSONKind<WorkOrderPriority>.choice(), "How urgent the work is.")
    static let vehicle = Parameter("vehicle_id", Vehicle.idKind, "Work on this vehicle.")
    static let vendor = Parameter("vendor_id", Vendor.idKind, "Work by this vendor.")
    static let inspection = Parameter("inspection_id", Inspection.idKind, "Work this inspection found.")
    static let dueBefore = Parameter("due_before", .dateTime, "Work due before this moment.")
    static let isActive = Parameter("is_active", .bool, "Whether the order counts at present.")

    var all: [Route] {
        let orders = ResourceRoutes<WorkOrder>(
            database: database, path: "/api/work-orders", name: "WorkOrder", noun: "a work order")
        let list = orders.list(
            .viewWorkOrders, "", "listWorkOrders", "Work orders by number", Self.status.described,
            Self.priority.described, Self.vehicle.described, Self.vendor.described, Self.inspection.described,
            Self.dueBefore.described, Self.isActive.described, of: Self.select)
        return [list]
            + orders.all(
                .init(
                    view: .viewWorkOrders, create: .createWorkOrders, update: .updateWorkOrders,
                    delete: .deleteWorkOrders))
    }

    static func select(_ query: inout QueryParameters) -> Select<WorkOrder> {
        WorkOrder.order { $0.number }
            .filtered(by: query.read(status)) { $0.status == $1 }
            .filtered(by: query.read(priority)) { $0.priority == $1 }
            .filtered(by: query.read(vehicle)) { $0.vehicleId == $1 }
            .filtered(by: query.read(vendor)) { $0.vendorId == $1 }
            .filtered(by: query.read(inspection)) { $0.inspectionId == $1 }
            .filtered(by: query.read(dueBefore)) { $0.dueAt < $1 }
            .filtered(by: query.read(isActive)) { $0.isActive == $1 }
    }
}
