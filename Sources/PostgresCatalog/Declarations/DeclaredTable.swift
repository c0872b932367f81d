/// A table or a view as an application declares it, which says so in JSON.
public struct DeclaredTable: Codable, Hashable, Sendable {
    /// The schema it is in.
    public var schema: String
    /// Its name within the schema.
    public var name: String
    /// Whether it is only read.
    public var isView: Bool
    /// The column that says whose a row is; nil when its rows belong to no tenant.
    public var tenantColumn: String?
    /// Its columns, but for the tenant's.
    public var columns: [DeclaredColumn]

    /// Describes a table or a view.
    public init(schema: String, name: String, isView: Bool, tenantColumn: String?, columns: [DeclaredColumn]) {
        self.schema = schema
        self.name = name
        self.isView = isView
        self.tenantColumn = tenantColumn
        self.columns = columns
    }

    /// Schema and name.
    public var qualifiedName: String { "\(schema).\(name)" }
}

/// A column as an application declares it.
public struct DeclaredColumn: Codable, Hashable, Sendable {
    /// What it is besides its name and type.
    public enum Trait: String, Codable, Hashable, Sendable, CaseIterable {
        /// It is the primary key.
        case primaryKey
        /// The server alone writes it.
        case generated
        /// The server has a default for rows that leave it out.
        case hasDefault
        /// It counts the row's changes.
        case version
        /// It says when the row was deleted.
        case softDelete
    }

    /// Its name.
    public var name: String
    /// The type of its values in the application, for messages.
    public var valueType: String
    /// The OID of the type its values are sent as; 0 for text whose type the server infers.
    public var type: UInt32
    /// The server's type, where the application names it.
    public var typeName: String?
    /// Whether it may be NULL.
    public var isNullable: Bool
    /// The labels the application knows, when its values are those of an enum.
    public var labels: [String]?
    /// What else it is.
    public var traits: [Trait]

    /// Describes a column.
    public init(
        _ name: String, valueType: String, type: UInt32, typeName: String? = nil, isNullable: Bool = false,
        labels: [String]? = nil, traits: [Trait] = []
    ) {
        self.name = name
        self.valueType = valueType
        self.type = type
        self.typeName = typeName
        self.isNullable = isNullable
        self.labels = labels
        self.traits = traits
    }
}
