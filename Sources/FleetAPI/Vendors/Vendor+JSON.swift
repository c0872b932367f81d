import Foundation

extension Vendor {
    /// A vendor as JSON, both ways.
    static let representation = Representation<Vendor, VendorDetails>(
        "Vendor", from: VendorDetails(name: "", vendorType: .other, isActive: true),
        [
            .readOnly("id", .uuid) { $0.id },
            .required("name", .text(1...200), { $0.details.name }, \.name),
            .defaulted("vendor_type", .choice(), { $0.details.vendorType }, \.vendorType),
            .optional("contact_name", .text(0...200), { $0.details.contactName }, \.contactName),
            .optional("email", .email, { $0.details.email }, \.email),
            .optional("phone", .text(0...50), { $0.details.phone }, \.phone),
            .optional("address", .text(0...500), { $0.details.address }, \.address),
            .optional("city", .text(0...100), { $0.details.city }, \.city),
            .optional("state", .text(0...100), { $0.details.state }, \.state),
            .optional("zip", .text(0...20), { $0.details.zip }, \.zip),
            .optional("website", .text(0...2000), { $0.details.website }, \.website),
            .optional("notes", .text(0...10_000), { $0.details.notes }, \.notes),
            .defaulted("is_active", .bool, { $0.details.isActive }, \.isActive),
            .readOnly("version", .count) { $0.version },
            .readOnly("created_at", .dateTime) { $0.createdAt },
            .readOnly("updated_at", .dateTime) { $0.updatedAt },
        ])
}
