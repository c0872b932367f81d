import DataAccessMacros
import Foundation

extension Driver: TenantResource {
    static let representation = Representation<Driver, Driver.Draft>(
        "Driver", from: Driver.Draft(employeeNumber: "", name: "", licenseNumber: ""),
        [
            .readOnly("id", idKind) { $0.id },
            .required("employee_number", .text(1...50), { $0.employeeNumber }, \.employeeNumber),
            .required("name", .text(1...200), { $0.name }, \.name),
            .optional("email", .email, { $0.email }, \.email),
            .optional("phone", .text(0...50), { $0.phone }, \.phone),
            .required("license_number", .text(1...50), { $0.licenseNumber }, \.licenseNumber),
            .optional("license_state", .text(0...100), { $0.licenseState }, \.licenseState),
            .optional("license_class", .text(0...50), { $0.licenseClass }, \.licenseClass),
            .optional("license_expires_on", .date, { $0.licenseExpiresOn }, \.licenseExpiresOn),
            .optional("hired_on", .date, { $0.hiredOn }, \.hiredOn),
            .defaulted("is_active", .bool, { $0.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])

    static func replacement(_ draft: Draft) -> Changes {
        Changes(
            employeeNumber: .set(draft.employeeNumber), name: .set(draft.name), email: .set(draft.email),
            phone: .set(draft.phone), licenseNumber: .set(draft.licenseNumber), licenseState: .set(draft.licenseState),
            licenseClass: .set(draft.licenseClass), licenseExpiresOn: .set(draft.licenseExpiresOn),
            hiredOn: .set(draft.hiredOn), isActive: .set(draft.isActive ?? true))
    }
}
