import DataAccess

/// The tables and views that the API declares, as `dal schema check` compares them with the database.
enum DeclaredTables {
    static let all: [any Relation.Type] = [
        Driver.self, Inspection.self, OverdueInspection.self, Vehicle.self, VehicleModel.self, Vendor.self,
        WorkOrder.self,
    ]
}
