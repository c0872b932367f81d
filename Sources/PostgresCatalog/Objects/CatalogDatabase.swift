/// A database of the cluster.
public struct CatalogDatabase: CatalogObject, Hashable {
    /// Its name.
    public let name: String
    /// Its owner.
    public let owner: String
    /// Its access control list; the default one when none was ever set.
    public var grants: [Grant] = []
    /// Whether the snapshot was taken in it.
    public var isCurrent = false
    /// Whether anybody can connect to it at all.
    public var acceptsConnections = true
    /// Whether whoever may make databases can copy it.
    public var isTemplate = false

    init(_ name: String, owner: String) {
        self.name = name
        self.owner = owner
    }
}

extension CatalogDatabase {
    /// Kind and name.
    public var label: String { "database \(name)" }

    /// What can be granted on it.
    public var privileges: [Privilege] { [.connect, .create, .temporary] }

    /// None.
    public func predefinedRoles(holding privilege: Privilege) -> [String] { [] }
}
