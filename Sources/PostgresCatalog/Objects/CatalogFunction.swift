/// A function, procedure, aggregate or window function.
public struct CatalogFunction: CatalogObject, Hashable {
    /// Its schema.
    public let schema: String
    /// Its name with the types of its arguments.
    public let signature: String
    /// Its owner.
    public let owner: String
    /// Its access control list; the default one when none was ever set.
    public var grants: [Grant] = []
    /// Whether it runs as its owner.
    public var isSecurityDefiner = false
    /// Whether it sets its own `search_path`.
    public var fixesSearchPath = false
    /// Whether an extension made it.
    public var isExtensionMember = false

    init(_ signature: String, schema: String = "public", owner: String) {
        self.schema = schema
        self.signature = signature
        self.owner = owner
    }

    /// Schema and signature.
    public var qualifiedName: String { "\(schema).\(signature)" }
}

extension CatalogFunction {
    /// Kind and name.
    public var label: String { "function \(qualifiedName)" }

    /// What can be granted on it.
    public var privileges: [Privilege] { [.execute] }

    /// None.
    public func predefinedRoles(holding privilege: Privilege) -> [String] { [] }
}
