import DataAccessMacros
import Foundation

extension Inspection: TenantResource {
    static let representation = Representation<Inspection, Inspection.Draft>(
        "Inspection", from: Inspection.Draft(vehicleId: Vehicle.ID(rawValue: UUID()), inspectionType: .safety),
        [
            .readOnly("id", idKind) { $0.id },
            .required("vehicle_id", Vehicle.idKind, { $0.vehicleId }, \.vehicleId),
            .optional("driver_id", Driver.idKind, { $0.driverId }, \.driverId),
            .required("inspection_type", .choice(), { $0.inspectionType }, \.inspectionType),
            .defaulted(
                "status", .choice(), sent: .choice(among: InspectionStatus.undecided), { $0.status }, \.status),
            .optional("scheduled_for", .dateTime, { $0.scheduledFor }, \.scheduledFor),
            .optional("due_at", .dateTime, { $0.dueAt }, \.dueAt),
            .readOnly("completed_at", JSONKind.dateTime.described("When it was decided.").orNull) { $0.completedAt },
            .readOnly("odometer", Vehicle.odometerKind.orNull) { $0.odometer },
            .readOnly("defects", Defect.listKind) { $0.defects.value },
            .optional("notes", .text(0...10_000), { $0.notes }, \.notes),
            .defaulted("is_active", .bool, { $0.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])

    static func replacement(_ draft: Draft) -> Changes {
        Changes(
            vehicleId: .set(draft.vehicleId), driverId: .set(draft.driverId),
            inspectionType: .set(draft.inspectionType), status: .set(draft.status ?? .pending),
            scheduledFor: .set(draft.scheduledFor), dueAt: .set(draft.dueAt), notes: .set(draft.notes),
            isActive: .set(draft.isActive ?? true))
    }

    /// What was found stays as it was found.
    static func prepared(
        _ draft: Draft, replacing id: ID, in session: Session<Webapp, TenantScope>
    ) async throws -> Draft {
        let present = try await session.first(Inspection.where { $0.id == id }.locked(.forUpdate))
        guard let present else { throw Problem.noResource }
        guard !present.status.isDecided else { throw Problem.inspectionDecided }
        return draft
    }
}

extension InspectionStatus {
    /// What an inspection can be before it is decided. Only completing decides one.
    static let undecided = allCases.filter { !$0.isDecided }

    /// Whether it has passed or failed.
    var isDecided: Bool { self == .passed || self == .failed }

    /// Whether it is still to be done.
    var isOpen: Bool { self == .pending || self == .inProgress }

    static let open = allCases.filter(\.isOpen)
}

extension Problem {
    static let inspectionDecided = Problem(
        .conflict, detail: "The inspection has passed, failed or been cancelled: plan a new one.")
}
