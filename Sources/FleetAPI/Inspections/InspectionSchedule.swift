/// Inspections to be planned at once, all or none.
struct InspectionSchedule: Sendable {
    static let mostItems = 500

    var items: [Inspection.Draft] = []

    static let body = Representation<Void, InspectionSchedule>(
        "InspectionSchedule", from: InspectionSchedule(),
        [.required("items", .list(of: .input(of: Inspection.representation), 1...mostItems), \.items)])

    /// Each once.
    var vehicles: [Vehicle.ID] { Array(Set(items.map(\.vehicleId))) }
    /// Each once.
    var drivers: [Driver.ID] { Array(Set(items.compactMap(\.driverId))) }

    /// The fields of the body that name what is not there.
    func missingReferences(knowing vehicles: Set<Vehicle.ID>, _ drivers: Set<Driver.ID>) -> [FieldError] {
        var errors = FieldErrors()
        errors.at("items") { errors in
            for (index, item) in items.enumerated() {
                let isUnknownDriver = item.driverId.map { !drivers.contains($0) } ?? false
                errors.at(index) { errors in
                    if !vehicles.contains(item.vehicleId) { errors.at("vehicle_id") { $0.refuseReference() } }
                    if isUnknownDriver { errors.at("driver_id") { $0.refuseReference() } }
                }
            }
        }
        return errors.all
    }
}
