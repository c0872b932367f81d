/// A table, view, materialized view, foreign table or sequence.
public struct CatalogRelation: CatalogObject, Hashable {
    /// Its schema.
    public let schema: String
    /// Its name.
    public let name: String
    /// What it is.
    public let kind: RelationKind
    /// Its owner.
    public let owner: String
    /// Its columns, in order.
    public var columns: [String] = []
    /// Its access control list, those of its columns included; the default one when none was ever set.
    public var grants: [Grant] = []
    /// Whether row-level security is enabled.
    public var hasRowSecurity = false
    /// Whether row-level security applies to its owner too.
    public var forcesRowSecurity = false
    /// Its policies.
    public var policies: [RowPolicy] = []
    /// Its triggers, without those of constraints.
    public var triggers: [CatalogTrigger] = []
    /// For a view: whether it reads its tables as who queries it, not as its owner.
    public var isSecurityInvoker = false
    /// For a sequence: the table that it numbers, if it belongs to a column.
    public var numberedTable: String?
    /// For a sequence: whether it belongs to an identity column, which needs no grant on it.
    public var isIdentity = false
    /// Whether rows can be inserted, updated and deleted in it at all: not in every view.
    public var isUpdatable = true
    /// The columns that an INSERT may name, in order: not the generated ones.
    public var writableColumns: [String] = []
    /// Whether an extension made it.
    public var isExtensionMember = false

    init(_ name: String, _ kind: RelationKind = .table, schema: String = "public", owner: String) {
        self.schema = schema
        self.name = name
        self.kind = kind
        self.owner = owner
    }

    /// Schema and name.
    public var qualifiedName: String { "\(schema).\(name)" }
}

extension CatalogRelation {
    /// Kind and name.
    public var label: String { "\(kind.name) \(qualifiedName)" }

    /// What can be granted on it; MAINTAIN is for version 17 and later, and harmless to ask for before.
    public var privileges: [Privilege] {
        kind == .sequence
            ? [.usage, .select, .update]
            : [.select, .insert, .update, .delete, .truncate, .references, .trigger, .maintain]
    }

    /// `pg_read_all_data`, `pg_write_all_data` and `pg_maintain`.
    public func predefinedRoles(holding privilege: Privilege) -> [String] {
        switch (privilege, kind) {
        case (.select, _): ["pg_read_all_data"]
        case (.update, _), (.insert, _), (.delete, _): ["pg_write_all_data"]
        case (.maintain, _): ["pg_maintain"]
        default: []
        }
    }
}
