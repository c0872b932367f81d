/// A schema that is not PostgreSQL's own.
public struct CatalogSchema: CatalogObject, Hashable {
    /// Its name.
    public let name: String
    /// Its owner.
    public let owner: String
    /// Its access control list; the default one when none was ever set.
    public var grants: [Grant] = []

    init(_ name: String, owner: String) {
        self.name = name
        self.owner = owner
    }
}

extension CatalogSchema {
    /// Kind and name.
    public var label: String { "schema \(name)" }

    /// What can be granted on it.
    public var privileges: [Privilege] { [.usage, .create] }

    /// `pg_read_all_data` and `pg_write_all_data` may use every schema.
    public func predefinedRoles(holding privilege: Privilege) -> [String] {
        privilege == .usage ? ["pg_read_all_data", "pg_write_all_data"] : []
    }
}
