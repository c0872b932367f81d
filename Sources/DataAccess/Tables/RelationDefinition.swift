import PostgresDriver

/// What is declared of a table or a view: its name and its columns, in the order in which rows are read.
public struct RelationDefinition: Sendable, Hashable {
    /// The schema it is in.
    public let schema: String
    /// Its name within the schema.
    public let name: String
    /// Its columns, but for the tenant's.
    public let columns: [ColumnDefinition]
    /// The column that says whose a row is; nil when its rows belong to no tenant.
    public let tenantColumn: String?

    /// `"public"."vendors"`
    let quotedName: String
    /// `"id", "name"`: what a statement selects or returns.
    let quotedColumns: String
    /// `SELECT … FROM "public"."vendors" WHERE "id" = $1 AND "deleted_at" IS NULL`, with a value in the key's place that is
    /// none; nil for a view.
    let selectByKey: SQL?

    /// Describes a table or a view. `@Table` and `@View` write this.
    ///
    /// - Parameters:
    ///   - name: Its name within the schema.
    ///   - schema: The schema it is in.
    ///   - columns: Its columns in the order in which rows are read; the tenant's is not one of them.
    ///   - tenantColumn: The column that says whose a row is; nil when its rows belong to no tenant.
    public init(_ name: String, schema: String = "public", columns: [ColumnDefinition], tenantColumn: String?) {
        self.schema = schema
        self.name = name
        self.columns = columns
        self.tenantColumn = tenantColumn
        quotedName = "\(schema.quotedIdentifier).\(name.quotedIdentifier)"
        quotedColumns = columns.map(\.name.quotedIdentifier).joined(separator: ", ")
        let select = "SELECT \(quotedColumns) FROM \(quotedName) WHERE "
        let mark = Self.column(with: .softDelete, of: columns).map { " AND \($0.name.quotedIdentifier) IS NULL" } ?? ""
        selectByKey = Self.column(with: .primaryKey, of: columns).map { key in
            "\(verbatim: select)\(verbatim: key.name.quotedIdentifier) = \(0)\(verbatim: mark)"
        }
    }

    /// The column of the primary key; nil for a view.
    public var primaryKey: ColumnDefinition? { Self.column(with: .primaryKey, of: columns) }
    /// The column that counts a row's changes, if there is one.
    public var version: ColumnDefinition? { Self.column(with: [.version, .versionByTrigger], of: columns) }
    /// The column that says when a row was deleted, if rows are kept.
    public var softDelete: ColumnDefinition? { Self.column(with: .softDelete, of: columns) }

    private static func column(with traits: ColumnTraits, of columns: [ColumnDefinition]) -> ColumnDefinition? {
        columns.first { !$0.traits.isDisjoint(with: traits) }
    }
}

extension String {
    /// The name between quotation marks, as a statement has it.
    var quotedIdentifier: String {
        utf8.contains(0x22) ? #""\#(replacing(#"""#, with: #""""#))""# : #""\#(self)""#
    }
}
