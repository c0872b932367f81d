import DataAccessMacros
import Foundation

extension Vendor: TenantResource {
    static let representation = Representation<Vendor, Vendor.Draft>(
        "Vendor", from: Vendor.Draft(name: "", vendorType: .other, isActive: true),
        [
            .readOnly("id", idKind) { $0.id },
            .required("name", .text(1...200), { $0.name }, \.name),
            .defaulted("vendor_type", .choice(), { $0.vendorType }, \.vendorType),
            .optional("contact_name", .text(0...200), { $0.contactName }, \.contactName),
            .optional("email", .email, { $0.email }, \.email),
            .optional("phone", .text(0...50), { $0.phone }, \.phone),
            .optional("address", .text(0...500), { $0.address }, \.address),
            .optional("city", .text(0...100), { $0.city }, \.city),
            .optional("state", .text(0...100), { $0.state }, \.state),
            .optional("zip", .text(0...20), { $0.zip }, \.zip),
            .optional("website", .text(0...2000), { $0.website }, \.website),
            .optional("notes", .text(0...10_000), { $0.notes }, \.notes),
            .defaulted("is_active", .bool, { $0.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])

    static func replacement(_ draft: Draft) -> Changes {
        Changes(
            name: .set(draft.name), vendorType: .set(draft.vendorType ?? .other), contactName: .set(draft.contactName),
            email: .set(draft.email), phone: .set(draft.phone), address: .set(draft.address), city: .set(draft.city),
            state: .set(draft.state), zip: .set(draft.zip), website: .set(draft.website), notes: .set(draft.notes),
            isActive: .set(draft.isActive ?? true))
    }
}
