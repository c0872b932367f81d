import DataAccessMacros
import Foundation

/// What an inspection came to.
struct InspectionCompletion: Sendable, Equatable {
    enum Result: String, Sendable, CaseIterable { case passed, failed }

    var result: Result
    /// What the vehicle's odometer showed, in miles.
    var odometer: Int32?
    var defects: [Defect] = []
    /// Takes the place of those there are, when there are any.
    var notes: String?
}

extension InspectionCompletion {
    static let body = Representation<Void, InspectionCompletion>(
        "InspectionCompletion", from: InspectionCompletion(result: .failed),
        [
            .required("result", .choice(), \.result),
            .optional("odometer", Vehicle.odometerKind, \.odometer),
            .defaulted("defects", Defect.listKind, \.defects),
            .optional("notes", .text(0...10_000), \.notes),
        ])

    /// What becomes of the inspection.
    func changes(at now: Date) throws(DatabaseError) -> Inspection.Changes {
        Inspection.Changes(
            status: .set(result == .passed ? .passed : .failed), completedAt: .set(now), odometer: .set(odometer),
            defects: .set(try JSON(defects)), notes: notes.map { .set($0) } ?? .unchanged)
    }

    /// What is to be done: one order for each defect, in their order.
    func workOrders(of inspection: Inspection) -> [WorkOrder.Draft] {
        defects.map { defect in
            WorkOrder.Draft(
                vehicleId: inspection.vehicleId, inspectionId: inspection.id, title: defect.part,
                description: defect.description, priority: defect.severity.priority)
        }
    }
}

/// An inspection that has just been decided, and the work that follows from it.
struct CompletedInspection: Sendable {
    var inspection: Inspection
    var workOrders: [WorkOrder]

    static let representation = Representation<CompletedInspection, Void>(
        "CompletedInspection",
        [
            .readOnly("inspection", .answer(of: Inspection.representation)) { $0.inspection },
            .readOnly("work_orders", .list(of: .answer(of: WorkOrder.representation), 0...Defect.mostAtOnce)) {
                $0.workOrders
            },
        ])
}
