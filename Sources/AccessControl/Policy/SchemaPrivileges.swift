public import PostgresCatalog

/// What a role may do with what is in one schema.
public struct SchemaPrivileges: Hashable, Sendable {
    /// What it may do with the tables and views that have no entry of their own (`"*"`).
    public var otherTables: Set<Privilege> = []
    /// What it may do with the tables and views named, or whose names match a pattern; this replaces ``otherTables``.
    public var tables: [String: Set<Privilege>] = [:]
    /// What it may do with single columns, by table: beside what it may do with the whole table.
    public var columns: [String: [Privilege: Set<String>]] = [:]
    /// What it may do with sequences that are not an identity column's.
    public var sequences: Set<Privilege> = []
    /// The functions and procedures it may call, by name without arguments, or by pattern.
    public var functions: Set<String> = []
    /// Whether it may make objects in the schema.
    public var mayCreate = false

    /// Allows nothing.
    public init() {}

    /// What it may do with a whole table or view.
    public func privileges(onTable name: String) -> Set<Privilege> {
        NamePattern.entry(for: name, in: tables) ?? otherTables
    }

    /// What it may do with a table or view, be it with some columns alone.
    func privileges(onAnyPartOf name: String) -> Set<Privilege> {
        privileges(onTable: name).union(NamePattern.entry(for: name, in: columns)?.keys.map { $0 } ?? [])
    }

    /// Whether it may call the functions of this name.
    public func mayCall(_ name: String) -> Bool {
        functions.contains { NamePattern.matches($0, name) }
    }

    /// The tables and views that have an entry, patterns too.
    var tableNames: [String] { Array(tables.keys) + columns.keys }

    /// Whether it needs to look into the schema at all.
    var usesSchema: Bool {
        !otherTables.isEmpty || !sequences.isEmpty || !functions.isEmpty || !columns.isEmpty || mayCreate
            || tables.values.contains { !$0.isEmpty }
    }
}
