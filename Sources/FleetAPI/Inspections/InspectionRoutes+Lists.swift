import DataAccessMacros
import Foundation
import HTTPTypes
import Hummingbird

extension InspectionRoutes {
    static let status = Parameter("status", JSONKind<InspectionStatus>.choice(), "How far the inspection is.")
    static let type = Parameter("inspection_type", JSONKind<InspectionType>.choice(), "What is inspected.")
    static let vehicle = Parameter("vehicle_id", Vehicle.idKind, "Inspections of this vehicle.")
    static let driver = Parameter("driver_id", Driver.idKind, "Inspections of what this driver drives.")
    static let dueBefore = Parameter("due_before", .dateTime, "Inspections due before this moment.")
    static let isActive = Parameter("is_active", .bool, "Whether the inspection counts at present.")
    static let days = Parameter("days", .integer(1...366), "How many days from now on; 7 when absent.")
    static let from = Parameter("from", .dateTime, "The first moment.")
    static let until = Parameter("to", .dateTime, "The moment after the last one.")
    static let count = Parameter("limit", .integer(1...50), "How many at most; 5 when absent.")

    var lists: [Route] {
        [
            inspections.list(
                .viewInspections, "", "listInspections", "Inspections by the time they are due", Self.status.described,
                Self.type.described, Self.vehicle.described, Self.driver.described, Self.dueBefore.described,
                Self.isActive.described, of: Self.select),
            inspections.list(
                .viewInspections, "/pending", "listPendingInspections", "Inspections nobody has begun"
            ) { _ in Inspection.byDueTime.where { $0.status == .pending } },
            inspections.list(
                .viewInspections, "/due-soon", "listInspectionsDueSoon", "Inspections due in the next days",
                Self.days.described
            ) { query in Inspection.due(inDays: query.read(Self.days) ?? 7) },
            inspections.list(
                .viewInspections, "/by-date", "listInspectionsByDate", "Inspections planned for a time",
                Self.from.required, Self.until.required
            ) { query in
                let (from, end) = (query.require(Self.from), query.require(Self.until))
                return Inspection.order { $0.scheduledFor }
                    .filtered(by: from) { $0.scheduledFor >= $1 }.filtered(by: end) { $0.scheduledFor < $1 }
            },
            ofVehicle, ofDriver, latestOfVehicle,
        ]
    }

    static func select(_ query: inout QueryParameters) -> Select<Inspection> {
        Inspection.byDueTime
            .filtered(by: query.read(status)) { $0.status == $1 }
            .filtered(by: query.read(type)) { $0.inspectionType == $1 }
            .filtered(by: query.read(vehicle)) { $0.vehicleId == $1 }
            .filtered(by: query.read(driver)) { $0.driverId == $1 }
            .filtered(by: query.read(dueBefore)) { $0.dueAt < $1 }
            .filtered(by: query.read(isActive)) { $0.isActive == $1 }
    }
}

extension Inspection {
    /// Those that are never due come last.
    static let byDueTime = Inspection.order { $0.dueAt }

    /// What is still to be done, from now on, by the server's clock.
    static func due(inDays days: Int) -> Select<Inspection> {
        byDueTime.where { $0.status.isIn(InspectionStatus.open) }
            .where { _ in .sql("due_at >= now() AND due_at < now() + make_interval(hours => \(Int32(24 * days)))") }
    }
}

// MARK: - Of one vehicle, of one driver

extension InspectionRoutes {
    private var ofVehicle: Route {
        inspections.list(
            .viewInspections, under: Vehicle.self, "/api/vehicles/{id}/inspections",
            "listInspectionsOfVehicle", "Inspections of a vehicle by the time they are due"
        ) { vehicle in Inspection.byDueTime.where { $0.vehicleId == vehicle } }
    }

    private var ofDriver: Route {
        inspections.list(
            .viewInspections, under: Driver.self, "/api/drivers/{id}/inspections",
            "listInspectionsOfDriver", "Inspections of what a driver drives, by the time they are due"
        ) { driver in Inspection.byDueTime.where { $0.driverId == driver } }
    }

    private var latestOfVehicle: Route {
        let operation = Operation(
            "listLatestInspectionsOfVehicle", "What a vehicle's last inspections came to, the latest first",
            answers: [
                AnswerDescription(
                    status: .ok, description: "At most limit of them.",
                    schema: .list(Inspection.representation.schema))
            ]
        ).query(Self.count.described).problems(.notFound)
        return .requiring(
            .viewInspections, .get, "/api/vehicles/{id}/inspections/recent", operation
        ) { request, context, identity in
            let vehicle: Vehicle.ID = try context.id()
            var query = QueryParameters(request.uri.query)
            let count = query.read(Self.count) ?? 5
            try query.validate()
            return try await database.read(for: identity.tenant) { session in
                _ = try await Repository<Vehicle>().get(vehicle, in: session)
                let latest = try await inspections.repository.latest(count, of: vehicle, in: session)
                return Inspection.representation.list(latest)
            }.response
        }
    }
}

// MARK: - The view

extension InspectionRoutes {
    var overdue: Route {
        var operation = Operation(
            "listOverdueInspections", "Inspections that should have been done, the longest overdue first",
            answers: [
                AnswerDescription(
                    status: .ok, description: "A page.", schema: .page(OverdueInspection.representation.schema),
                    headers: [.link])
            ])
        operation.query = [PageRequest.page.described, PageRequest.limit.described]
        return .requiring(
            .viewInspections, .get, "/api/inspections/overdue", operation
        ) { request, _, identity in
            var query = QueryParameters(request.uri.query)
            let page = query.pageRequest()
            try query.validate()
            let overdue = OverdueInspection.order { $0.dueAt }.order { $0.id }
            return try await database.read(for: identity.tenant) { session in
                let total = try await session.count(overdue)
                let rows = try await session.fetch(overdue.limit(page.limit).offset(page.offset))
                return OverdueInspection.representation.page(rows, Pagination(page, total: total), of: request)
            }.response
        }
    }
}
