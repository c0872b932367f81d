public import PostgresCatalog

/// What one group may do.
public struct GroupPolicy: Hashable, Sendable {
    /// The role's name.
    public var name: String
    /// What it may do with the tables and views that have no entry of their own (`"*"`).
    public var otherTables: Set<Privilege> = []
    /// What it may do with the tables and views named; this replaces ``otherTables``.
    public var tables: [String: Set<Privilege>] = [:]
    /// What it may do with sequences that are not an identity column's.
    public var sequences: Set<Privilege> = []
    /// The functions and procedures it may call, by name without arguments. Those of extensions need not be named.
    public var functions: Set<String> = []
    /// Whether it may see every tenant's rows, in tables where a policy for it alone says so.
    public var seesAllTenants = false

    /// Names a group that may do nothing.
    public init(name: String) {
        self.name = name
    }

    /// What it may do with a table or view.
    public func privileges(onTable name: String) -> Set<Privilege> {
        tables[name] ?? otherTables
    }

    /// Whether it needs to look into the schema at all.
    var usesSchema: Bool {
        !otherTables.isEmpty || !sequences.isEmpty || !functions.isEmpty || tables.values.contains { !$0.isEmpty }
    }
}
