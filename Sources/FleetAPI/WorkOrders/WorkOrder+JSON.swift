import DataAccessMacros
import Foundation

extension WorkOrder: TenantResource {
    /// What `numeric(12,2)` holds.
    static let costKind = JSONKind<Decimal>.decimal(
        0...Decimal(sign: .plus, exponent: -2, significand: 999_999_999_999), scale: 2)

    static let representation = Representation<WorkOrder, WorkOrder.Draft>(
        "WorkOrder", from: WorkOrder.Draft(vehicleId: Vehicle.ID(rawValue: UUID()), title: ""),
        [
            .readOnly("id", idKind) { $0.id },
            .readOnly("number", JSONKind.count.described("Counts up, with gaps.")) { $0.number },
            .required("vehicle_id", Vehicle.idKind, { $0.vehicleId }, \.vehicleId),
            .optional("vendor_id", Vendor.idKind, { $0.vendorId }, \.vendorId),
            .optional(
                "inspection_id", Inspection.idKind.described("The inspection that found what is to be done."),
                { $0.inspectionId }, \.inspectionId),
            .required("title", .text(1...200), { $0.title }, \.title),
            .optional("description", .text(0...10_000), { $0.description }, \.description),
            .defaulted("status", .choice(), { $0.status }, \.status),
            .defaulted("priority", .choice(), { $0.priority }, \.priority),
            .optional("cost", costKind, { $0.cost }, \.cost),
            .optional("due_at", .dateTime, { $0.dueAt }, \.dueAt),
            .readOnly("completed_at", JSONKind.dateTime.described("Since when the status is completed.").orNull) {
                $0.completedAt
            },
            .defaulted("is_active", .bool, { $0.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])

    static func replacement(_ draft: Draft) -> Changes {
        Changes(
            vehicleId: .set(draft.vehicleId), vendorId: .set(draft.vendorId), inspectionId: .set(draft.inspectionId),
            title: .set(draft.title), description: .set(draft.description), status: .set(draft.status ?? .open),
            priority: .set(draft.priority ?? .normal), cost: .set(draft.cost), dueAt: .set(draft.dueAt),
            completedAt: .set(draft.completedAt), isActive: .set(draft.isActive ?? true))
    }
}
