/// An object that has an owner and a list of privileges, and nothing else that is judged.
public struct NamedObject: CatalogObject, Hashable {
    /// The kinds of such objects.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Types and domains, without the row types of tables and without array types.
        case type
        case language
        case foreignDataWrapper = "foreign_data_wrapper"
        case foreignServer = "foreign_server"
        case largeObject = "large_object"
        case tablespace
        /// A configuration parameter that somebody was given a right on; since PostgreSQL 15.
        case parameter

        /// The kind in words, which are also its key words in GRANT.
        public var name: String {
            switch self {
            case .type: "type"
            case .language: "language"
            case .foreignDataWrapper: "foreign data wrapper"
            case .foreignServer: "foreign server"
            case .largeObject: "large object"
            case .tablespace: "tablespace"
            case .parameter: "parameter"
            }
        }

        /// What can be granted on it.
        public var privileges: [Privilege] {
            switch self {
            case .type, .language, .foreignDataWrapper, .foreignServer: [.usage]
            case .largeObject: [.select, .update]
            case .tablespace: [.create]
            case .parameter: [.set, .alterSystem]
            }
        }
    }

    /// What it is.
    public let kind: Kind
    /// Its schema; nil for kinds that are in none.
    public let schema: String?
    /// Its name; a large object's number.
    public let name: String
    /// Its owner.
    public let owner: String
    /// Its access control list; the default one when none was ever set.
    public var grants: [Grant] = []
    /// Whether an extension made it.
    public var isExtensionMember = false

    package init(_ kind: Kind, _ name: String, schema: String? = nil, owner: String) {
        self.kind = kind
        self.name = name
        self.schema = schema
        self.owner = owner
    }
}

extension NamedObject {
    /// Schema and name, or the name of what is in no schema.
    public var qualifiedName: String { schema.map { "\($0).\(name)" } ?? name }
    /// Kind and name.
    public var label: String { "\(kind.name) \(qualifiedName)" }
    /// What can be granted on it.
    public var privileges: [Privilege] { kind.privileges }
    /// None.
    public func predefinedRoles(holding privilege: Privilege) -> [String] { [] }
}
