import DataAccessMacros
import Foundation

extension Repository where Row == Inspection {
    /// Decides an inspection, makes a work order of each defect, and raises the vehicle's odometer.
    ///
    /// - Parameter expected: the versions the client means; nil for any.
    /// - Throws: a 409 when it is decided or cancelled already, so that of two at once one alone makes work orders.
    func complete(
        _ id: Inspection.ID, as completion: InspectionCompletion, ifMatch expected: EntityTags?,
        in session: Session<Webapp, TenantScope>
    ) async throws -> CompletedInspection {
        let present = try await findOne(Inspection.where { $0.id == id }.locked(.forUpdate), in: session)
        guard let present else { throw Problem.noResource }
        try expected?.check(present.version)
        guard present.status.isOpen else { throw Problem.inspectionDecided }
        let decided = try await update(id, try completion.changes(at: try await session.now()), in: session)
        let orders = try await Repository<WorkOrder>().createMany(
            returning: completion.workOrders(of: present), in: session)
        if let odometer = completion.odometer {
            try await Repository<Vehicle>().raiseOdometer(of: present.vehicleId, to: odometer, in: session)
        }
        return CompletedInspection(inspection: decided, workOrders: orders)
    }

    /// What a vehicle's inspections came to, the latest first.
    func latest<R: Reads>(
        _ count: Int, of vehicle: Vehicle.ID, in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> [Inspection] {
        try await findAll(
            Inspection.where { $0.vehicleId == vehicle && $0.completedAt != nil }
                .order { $0.completedAt.descending }.order { $0.id }.limit(count), in: session)
    }

    func statistics<R: Reads>(
        in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> InspectionStatistics {
        try InspectionStatistics(try await session.query(InspectionStatistics.statement))
    }

    /// Plans many inspections.
    ///
    /// - Throws: a 409 that names the vehicle and the driver of each item that are not there.
    func schedule(
        _ schedule: InspectionSchedule, in session: Session<Webapp, TenantScope>
    ) async throws -> [Inspection] {
        let vehicles = try await Repository<Vehicle>().known(among: schedule.vehicles, in: session)
        let drivers = try await Repository<Driver>().known(among: schedule.drivers, in: session)
        let missing = schedule.missingReferences(knowing: vehicles, drivers)
        guard missing.isEmpty else { throw Problem.missingReferences(missing) }
        return try await createMany(returning: schedule.items, in: session)
    }
}
