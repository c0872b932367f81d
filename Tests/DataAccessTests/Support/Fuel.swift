import PostgresDriver

@testable import DataAccess

/// A table of no tenant, whose every column has a default, declared by hand as `@Table` would write it.
struct Fuel: Equatable {
    let id: Int
    var name: String
}

extension Fuel: Table {
    struct Columns: Sendable {
        let id = Column<Fuel, Int>("id")
        let name = Column<Fuel, String>("name")
    }

    typealias Access = GlobalScope
    static let columns = Columns()
    static let definition = RelationDefinition(
        "fuels", schema: "public",
        columns: [
            ColumnDefinition("id", Int.self, traits: [.primaryKey, .generated]),
            ColumnDefinition("name", String.self, traits: [.hasDefault]),
        ], tenantColumn: nil)

    init(row: PostgresDriver.Row, at positions: ColumnPositions) throws(DatabaseError) {
        id = try row.decode(at: positions[0])
        name = try row.decode(at: positions[1])
    }

    struct Draft: TableDraft {
        var name: String?

        init(name: String? = nil) { self.name = name }

        func encode(into values: inout InsertValues) { values.appendUnlessDefault("name", name) }

        var givenDefaults: UInt64 { name == nil ? 0 : 1 << 0 }

        static func encode(_ drafts: [Self], into values: inout BulkValues) {
            values.appendUnlessDefault("name", drafts.map(\.name))
        }
    }

    struct Changes: TableChanges {
        var name: Change<String>

        init() { self.init(name: .unchanged) }

        init(name: Change<String> = .unchanged) { self.name = name }

        func encode(into assignments: inout Assignments) { assignments.append("name", name) }
    }
}

extension Fuel {
    /// The table as the superuser makes it.
    static let creation: SQL = """
        CREATE TABLE fuels (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL DEFAULT 'Petrol')
        """
}
