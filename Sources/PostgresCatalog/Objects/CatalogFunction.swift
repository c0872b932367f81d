/// A function, procedure, aggregate or window function.
public struct CatalogFunction: CatalogObject, Hashable {
    /// Its schema.
    public let schema: String
    /// Its name.
    public let name: String
    /// Its arguments, as they tell it from others of its name.
    public let arguments: String
    /// Its owner.
    public let owner: String
    /// Its access control list; the default one when none was ever set.
    public var grants: [Grant] = []
    /// Whether it runs as its owner, or, for an aggregate, one of the functions it is made of does.
    public var isSecurityDefiner = false
    /// Whether it sets its own `search_path`. An aggregate needs none.
    public var fixesSearchPath = false
    /// Whether it is LEAKPROOF: it may be shown rows before row-level security takes them away.
    public var isLeakproof = false
    /// Whether an extension made it.
    public var isExtensionMember = false
    /// Whether the extension gives it to everyone; what was granted afterwards does not count.
    public var isOpenedByExtension = false

    init(_ name: String, _ arguments: String = "", schema: String = "public", owner: String) {
        self.schema = schema
        self.name = name
        self.arguments = arguments
        self.owner = owner
    }

    /// Its name with its arguments.
    public var signature: String { "\(name)(\(arguments))" }
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
