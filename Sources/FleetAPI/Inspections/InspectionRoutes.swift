import DataAccessMacros
import Foundation
import HTTPTypes
import Hummingbird

/// A tenant's inspections.
struct InspectionRoutes: Sendable {
    let database: Database

    var inspections: ResourceRoutes<Inspection> {
        ResourceRoutes(database: database, path: "/api/inspections", name: "Inspection", noun: "an inspection")
    }

    var all: [Route] {
        lists + [overdue]
            + inspections.all(
                .init(
                    view: .viewInspections, create: .createInspections, update: .updateInspections,
                    delete: .deleteInspections))
            + [
                .requiring(
                    .viewInspections, .get, "/api/inspections/stats", InspectionStatistics.operation, statistics),
                .requiring(
                    .completeInspections, .post, "/api/inspections/{id}/complete", Self.completion, complete),
                .requiring(.createInspections, .post, "/api/inspections/schedule-bulk", Self.scheduling, schedule),
            ]
    }

    @Sendable private func statistics(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let statistics = try await database.read(for: identity.tenant) { session in
            try await inspections.repository.statistics(in: session)
        }
        return InspectionStatistics.representation.single(statistics).response
    }

    @Sendable private func complete(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id: Inspection.ID = try context.id()
        let body = try await JSONBody.read(request)
        let completion = try InspectionCompletion.body.read(body)
        return try await database.create(request, body, for: identity) { session in
            let completed = try await inspections.repository.complete(
                id, as: completion, ifMatch: request.ifMatch, in: session)
            return CompletedInspection.representation.single(completed, version: completed.inspection.version)
        }.response
    }

    @Sendable private func schedule(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let body = try await JSONBody.read(request)
        let schedule = try InspectionSchedule.body.read(body)
        return try await database.create(request, body, for: identity) { session in
            Inspection.representation.list(
                try await inspections.repository.schedule(schedule, in: session), status: .created)
        }.response
    }
}

// MARK: - Operations

extension InspectionRoutes {
    static let completion: Operation = {
        var operation = Operation(
            "completeInspection", "Decides an inspection, and orders the work it found",
            answers: [
                AnswerDescription(
                    status: .ok, description: "The inspection with its ETag, and a work order for each defect.",
                    schema: .single(CompletedInspection.representation.schema), headers: [.entityTag, .replayed])
            ]
        ).details(
            "All of it is done or nothing. The vehicle's odometer is raised, never lowered. An inspection that is decided "
                + "or cancelled already is a conflict.")
        operation.headers = [.ifMatch, .idempotencyKey]
        operation.body = InspectionCompletion.body.namedInputSchema
        operation.problems = [.notFound, .conflict, .preconditionFailed, .idempotencyKeyReused]
        return operation
    }()

    static let scheduling = Operation.createMany(
        "scheduleInspections", "Inspections planned at once, all or none", InspectionSchedule.body,
        Inspection.representation)
}
