import FoundationEssentials
import PostgresDriver

@testable import DataAccess

/// A table of tools, declared by hand as `@Table` would write it.
struct Tool: Equatable {
    let id: Tool.ID
    var name: String
    var kind: Kind
    var price: Int?
    var isSharp: Bool
    let version: Int
    var deletedAt: Date?

    enum Kind: String, PostgresEnum { case hand, power }
}

extension Tool: Table {
    struct ID: RawRepresentable, Hashable, PostgresCodable, PostgresArrayElement {
        let rawValue: UUID
    }

    struct Columns: Sendable {
        let id = Column<Tool, ID>("id")
        let name = Column<Tool, String>("name")
        let kind = Column<Tool, Kind>("kind")
        let price = NullableColumn<Tool, Int>("price")
        let isSharp = Column<Tool, Bool>("is_sharp")
        let version = Column<Tool, Int>("version")
        let deletedAt = NullableColumn<Tool, Date>("deleted_at")
    }

    typealias Access = TenantScope
    static let columns = Columns()
    static let definition = RelationDefinition(
        "tools", schema: "public",
        columns: [
            ColumnDefinition("id", ID.self, traits: [.primaryKey, .generated]),
            ColumnDefinition("name", String.self),
            ColumnDefinition("kind", Kind.self, traits: [.hasDefault]),
            ColumnDefinition("price", Int.self, isNullable: true),
            ColumnDefinition("is_sharp", Bool.self, traits: [.hasDefault]),
            ColumnDefinition("version", Int.self, traits: [.version]),
            ColumnDefinition("deleted_at", Date.self, isNullable: true, traits: [.softDelete]),
        ], tenantColumn: "tenant_id")

    init(row: PostgresDriver.Row, at positions: ColumnPositions) throws(DatabaseError) {
        id = try row.decode(at: positions[0])
        name = try row.decode(at: positions[1])
        kind = try row.decode(at: positions[2])
        price = try row.decode(at: positions[3])
        isSharp = try row.decode(at: positions[4])
        version = try row.decode(at: positions[5])
        deletedAt = try row.decode(at: positions[6])
    }

    struct Draft: TableDraft, Equatable {
        var name: String
        var kind: Kind?
        var price: Int?
        var isSharp: Bool?

        init(name: String, kind: Kind? = nil, price: Int? = nil, isSharp: Bool? = nil) {
            self.name = name
            self.kind = kind
            self.price = price
            self.isSharp = isSharp
        }

        func encode(into values: inout InsertValues) {
            values.append("name", name)
            values.appendUnlessDefault("kind", kind)
            values.append("price", price)
            values.appendUnlessDefault("is_sharp", isSharp)
        }

        var givenDefaults: UInt64 { (kind == nil ? 0 : 1 << 0) | (isSharp == nil ? 0 : 1 << 1) }

        static func encode(_ drafts: [Self], into values: inout BulkValues) {
            values.append("name", drafts.map(\.name))
            values.appendUnlessDefault("kind", drafts.map(\.kind))
            values.append("price", drafts.map(\.price))
            values.appendUnlessDefault("is_sharp", drafts.map(\.isSharp))
        }
    }

    struct Changes: TableChanges, Equatable {
        var name: Change<String>
        var kind: Change<Kind>
        var price: Change<Int?>
        var isSharp: Change<Bool>

        init() { self.init(name: .unchanged) }

        init(
            name: Change<String> = .unchanged, kind: Change<Kind> = .unchanged, price: Change<Int?> = .unchanged,
            isSharp: Change<Bool> = .unchanged
        ) {
            self.name = name
            self.kind = kind
            self.price = price
            self.isSharp = isSharp
        }

        func encode(into assignments: inout Assignments) {
            assignments.append("name", name)
            assignments.append("kind", kind)
            assignments.append("price", price)
            assignments.append("is_sharp", isSharp)
        }
    }
}

extension Tool {
    /// The table as the superuser makes it.
    static let creation: SQL = """
        CREATE TABLE tools (
          id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL, name text NOT NULL,
          kind text NOT NULL DEFAULT 'hand', price int8, is_sharp bool NOT NULL DEFAULT false,
          version int8 NOT NULL DEFAULT 1, deleted_at timestamptz, UNIQUE (tenant_id, name))
        """
}
