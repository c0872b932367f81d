/// Which field of a body a constraint of the schema is about.
enum ConstraintFields {
    static func field(of constraint: String) -> String? { fields[constraint] }

    static let fields: [String: String] = [
        "vendors_name_unique": "name",
        "vendors_name_length": "name",
        "vendors_email_form": "email",
        "vendors_vendor_type_known": "vendor_type",
        "drivers_employee_number_unique": "employee_number",
        "drivers_name_length": "name",
        "drivers_email_form": "email",
        "vehicles_unit_number_unique": "unit_number",
        "vehicles_vin_unique": "vin",
        "vehicles_unit_number_length": "unit_number",
        "work_orders_title_length": "title",
    ]

    /// The field of a row that refers to another one.
    static func reference(of constraint: String) -> String? { references[constraint] }

    static let references: [String: String] = [
        "vehicles_assigned_driver_fkey": "assigned_driver_id",
        "vehicles_vehicle_model_id_fkey": "vehicle_model_id",
        "work_orders_vehicle_fkey": "vehicle_id",
        "work_orders_vendor_fkey": "vendor_id",
        "work_orders_inspection_fkey": "inspection_id",
        "inspections_vehicle_fkey": "vehicle_id",
        "inspections_driver_fkey": "driver_id",
    ]
}
