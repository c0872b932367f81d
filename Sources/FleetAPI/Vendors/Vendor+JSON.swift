import Foundation

extension Vendor: Encodable {
    private enum Key: String, CodingKey {
        case id, name, email, phone, address, city, state, zip, website, notes, version
        case vendorType = "vendor_type"
        case contactName = "contact_name"
        case isActive = "is_active"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// Writes every field, null where there is no value, so that what a client got it can send back.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id.uuidString.lowercased(), forKey: .id)
        try container.encode(details.name, forKey: .name)
        try container.encode(details.vendorType, forKey: .vendorType)
        try container.encode(details.contactName, forKey: .contactName)
        try container.encode(details.email, forKey: .email)
        try container.encode(details.phone, forKey: .phone)
        try container.encode(details.address, forKey: .address)
        try container.encode(details.city, forKey: .city)
        try container.encode(details.state, forKey: .state)
        try container.encode(details.zip, forKey: .zip)
        try container.encode(details.website, forKey: .website)
        try container.encode(details.notes, forKey: .notes)
        try container.encode(details.isActive, forKey: .isActive)
        try container.encode(version, forKey: .version)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(updatedAt, forKey: .updatedAt)
    }
}
