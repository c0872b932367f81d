/// One point in which a declaration and the database differ.
public struct SchemaDrift: Codable, Hashable, Sendable {
    /// What differs.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The database has no such table or view.
        case missingRelation = "missing-relation"
        /// The relation has no such column.
        case missingColumn = "missing-column"
        /// A column is never NULL and has no default, and the declaration does not know it: no row can be inserted.
        case undeclaredColumn = "undeclared-column"
        /// The column's values are of another type.
        case wrongType = "wrong-type"
        /// The column may be NULL, and the declaration cannot hold that.
        case nullableColumn = "nullable-column"
        /// The column is never NULL, and the declaration allows for it.
        case needlessOptional = "needless-optional"
        /// More rows than one may have the declared key.
        case keyNotUnique = "key-not-unique"
        /// The declaration leaves a column to the server, which makes no value for it.
        case noDefault = "no-default"
        /// The declaration gives a value to a column that the server alone writes.
        case alwaysGenerated = "always-generated"
        /// A tenant's relation has no column that says whose a row is.
        case missingTenantColumn = "missing-tenant-column"
        /// A tenant's relation does not keep tenants apart.
        case rowSecurityOff = "row-security-off"
        /// The server's enum and the application's have different labels.
        case enumLabels = "enum-labels"

        /// Whether something fails because of it.
        public var isError: Bool { self != .needlessOptional }
    }

    /// What differs.
    public let kind: Kind
    /// Schema and name of the relation.
    public let relation: String
    /// The column, when it is about one.
    public let column: String?
    /// What the declaration says, what the database says, and what to do.
    public let message: String
}
