extension VendorDetails {
    /// What a client gets with a vendor and may send back, but the server alone writes.
    static let readOnlyFields: Set<String> = ["id", "version", "created_at", "updated_at"]

    /// Reads every writable field: what is absent or null becomes null or its default, as PUT's replacement demands.
    ///
    /// - Throws: a 422 that lists every wrong field.
    init(_ body: JSONBody) throws(Problem) {
        var fields = FieldReader(body, ignoring: Self.readOnlyFields)
        name = fields.text("name", required: true, maximumLength: 200) ?? ""
        vendorType = fields.choice("vendor_type", of: VendorType.self) ?? .other
        contactName = fields.text("contact_name", maximumLength: 200)
        email = fields.email("email")
        phone = fields.text("phone", maximumLength: 50)
        address = fields.text("address", maximumLength: 500)
        city = fields.text("city", maximumLength: 100)
        state = fields.text("state", maximumLength: 100)
        zip = fields.text("zip", maximumLength: 20)
        website = fields.text("website", maximumLength: 2000)
        notes = fields.text("notes", maximumLength: 10_000)
        isActive = fields.bool("is_active") ?? true
        try fields.validate()
    }
}
