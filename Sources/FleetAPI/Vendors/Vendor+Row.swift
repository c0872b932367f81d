import Foundation
import PostgresDriver

extension Vendor {
    /// The columns ``init(_:)`` reads, in its order.
    static let columns: SQL = """
        id, name, vendor_type, contact_name, email, phone, address, city, state, zip, website, notes, is_active, \
        version, created_at, updated_at
        """

    init(_ row: Row) throws(DatabaseError) {
        id = try row.decode("id")
        let type: String = try row.decode("vendor_type")
        guard let vendorType = VendorType(rawValue: type) else {
            throw DatabaseError(.decoding, detail: "column vendor_type: holds a type this application does not know")
        }
        details = VendorDetails(
            name: try row.decode("name"), vendorType: vendorType, contactName: try row.decode("contact_name"),
            email: try row.decode("email"), phone: try row.decode("phone"), address: try row.decode("address"),
            city: try row.decode("city"), state: try row.decode("state"), zip: try row.decode("zip"),
            website: try row.decode("website"), notes: try row.decode("notes"), isActive: try row.decode("is_active"))
        version = try row.decode("version")
        createdAt = try row.decode("created_at")
        updatedAt = try row.decode("updated_at")
    }
}
