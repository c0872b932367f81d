import DataAccessMacros

extension Repository where Row == Vehicle {
    /// Which of these vehicles there are.
    func known<R: Reads>(
        among ids: [Vehicle.ID], in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> Set<Vehicle.ID> {
        Set(try await session.fetch(Vehicle.where { $0.id.isIn(ids) }.columns { $0.id }))
    }

    /// Sets a vehicle's odometer, unless it shows as much already.
    func raiseOdometer<R: Writes>(
        of id: Vehicle.ID, to odometer: Int32, in session: Session<R, TenantScope>
    ) async throws(DatabaseError) {
        try await session.update(Vehicle.self, Vehicle.Changes(odometer: .set(odometer))) {
            $0.id == id && $0.odometer < odometer
        }
    }
}
