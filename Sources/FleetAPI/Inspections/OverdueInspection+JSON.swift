import Foundation

extension OverdueInspection {
    static let representation = Representation<OverdueInspection, Void>(
        "OverdueInspection",
        [
            .readOnly("id", Inspection.idKind) { $0.id },
            .readOnly("vehicle_id", Vehicle.idKind) { $0.vehicleId },
            .readOnly("unit_number", .text(1...50)) { $0.unitNumber },
            .readOnly("driver_id", Driver.idKind.orNull) { $0.driverId },
            .readOnly("inspection_type", .choice()) { $0.inspectionType },
            .readOnly("status", .choice()) { $0.status },
            .readOnly("due_at", .dateTime) { $0.dueAt },
        ])
}
