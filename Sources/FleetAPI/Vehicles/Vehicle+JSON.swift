import DataAccessMacros
import Foundation

extension Vehicle: TenantResource {
    /// Seventeen capitals and digits without I, O and Q (ISO 3779).
    static let vinKind = JSONKind.pattern(
        "[A-HJ-NPR-Z0-9]{17}", length: 17...17, "must be 17 capitals and digits without I, O and Q")

    static let representation = Representation<Vehicle, Vehicle.Draft>(
        "Vehicle", from: Vehicle.Draft(unitNumber: "", make: "", model: "", year: 0),
        [
            .readOnly("id", idKind) { $0.id },
            .required("unit_number", .text(1...50), { $0.unitNumber }, \.unitNumber),
            .optional("vin", vinKind, { $0.vin }, \.vin),
            .optional("license_plate", .text(0...50), { $0.licensePlate }, \.licensePlate),
            .optional("license_state", .text(0...100), { $0.licenseState }, \.licenseState),
            .optional("vehicle_model_id", VehicleModel.idKind, { $0.vehicleModelId }, \.vehicleModelId),
            .required("make", .text(1...100), { $0.make }, \.make),
            .required("model", .text(1...100), { $0.model }, \.model),
            .required("year", VehicleModelSearch.year.kind, { $0.year }, \.year),
            .defaulted("odometer", odometerKind, { $0.odometer }, \.odometer),
            .defaulted("status", .choice(), { $0.status }, \.status),
            .optional("assigned_driver_id", Driver.idKind, { $0.assignedDriverId }, \.assignedDriverId),
            .optional("purchased_on", .date, { $0.purchasedOn }, \.purchasedOn),
            .optional("notes", .text(0...10_000), { $0.notes }, \.notes),
            .defaulted("is_active", .bool, { $0.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])

    /// In miles.
    static let odometerKind = JSONKind<Int32>.integer(0...Int32.max).described("In miles.")

    static func replacement(_ draft: Draft) -> Changes {
        Changes(
            unitNumber: .set(draft.unitNumber), vin: .set(draft.vin), licensePlate: .set(draft.licensePlate),
            licenseState: .set(draft.licenseState), vehicleModelId: .set(draft.vehicleModelId), make: .set(draft.make),
            model: .set(draft.model), year: .set(draft.year), odometer: .set(draft.odometer ?? 0),
            status: .set(draft.status ?? .inService), assignedDriverId: .set(draft.assignedDriverId),
            purchasedOn: .set(draft.purchasedOn), notes: .set(draft.notes), isActive: .set(draft.isActive ?? true))
    }
}
