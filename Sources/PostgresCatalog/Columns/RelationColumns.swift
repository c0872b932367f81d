/// A table or a view with what a declaration of it is compared with.
public struct RelationColumns: Hashable, Sendable {
    /// The schema it is in.
    public var schema: String
    /// Its name within the schema.
    public var name: String
    /// What it is.
    public var kind: RelationKind
    /// Whether row-level security is enabled; for a view, whether it reads as who asks, so that its tables' is.
    public var hasRowSecurity: Bool
    /// Whether a trigger runs before a row is inserted, and may fill columns.
    public var hasInsertTrigger = false
    /// The columns of each of its primary key and unique constraints and indexes.
    public var uniqueKeys: [[String]] = []
    /// Its columns, in order.
    public var columns: [CatalogColumn] = []

    /// Schema and name.
    public var qualifiedName: String { "\(schema).\(name)" }
}

/// A column of a table or a view.
public struct CatalogColumn: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The OID of its type; of a domain, the one of the type below it.
    public var type: UInt32
    /// Its type as the server writes it.
    public var typeName: String
    /// Whether it is never NULL. The server does not say so of a view's columns.
    public var isNotNull: Bool
    /// Whether a row that leaves it out gets a value.
    public var hasDefault: Bool
    /// Whether no statement may give it a value: it is computed, or an identity that the server insists on.
    public var isAlwaysGenerated: Bool
    /// The labels of its enum, when it has one.
    public var labels: [String]?
}
