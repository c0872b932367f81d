/// Which field of a body a constraint of the schema is about.
enum ConstraintFields {
    static func field(of constraint: String) -> String? { fields[constraint] }

    static let fields: [String: String] = [
        "vendors_name_unique": "name",
        "vendors_name_length": "name",
        "vendors_email_form": "email",
        "vendors_vendor_type_known": "vendor_type",
    ]
}
