import DataAccess

/// The tables and views that the API declares, as `dal schema check` compares them with the database.
enum DeclaredTables {
    static let all: [any Relation.Type] = [VehicleModel.self, Vendor.self]
}
