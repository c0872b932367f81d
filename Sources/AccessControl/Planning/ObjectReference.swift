import PostgresCatalog
import PostgresDriver

/// An object as GRANT names it.
struct ObjectReference: Hashable {
    /// The words in front of its name: `TABLE`, `FOREIGN SERVER`.
    let keyword: String
    /// Its name, quoted.
    let name: String

    init(_ object: any CatalogObject) throws(DatabaseError) {
        switch object {
        case let relation as CatalogRelation:
            keyword = relation.kind == .sequence ? "SEQUENCE" : "TABLE"
            name = try SQLText.name(relation.schema, relation.name)
        case let function as CatalogFunction:
            keyword = "ROUTINE"
            name = "\(try SQLText.name(function.schema, function.name))(\(function.arguments))"
        case let schema as CatalogSchema: (keyword, name) = ("SCHEMA", try SQLText.name(schema.name))
        case let database as CatalogDatabase: (keyword, name) = ("DATABASE", try SQLText.name(database.name))
        case let named as NamedObject:
            keyword = named.kind.name.uppercased()
            switch named.kind {
            // A number, and a name with dots in it that is no schema's.
            case .largeObject, .parameter: name = named.name
            default:
                let parts = try SQLText.name(named.name)
                name =
                    try named.schema.map { schema throws(DatabaseError) in try SQLText.name(schema) + "." + parts }
                    ?? parts
            }
        default:
            throw DatabaseError(.invalidStatement, detail: "\(object.label) is of a kind that cannot be granted on")
        }
        place = try Self.place(of: object, named: name)
    }

    /// Where its list of privileges stands.
    struct Place: Hashable {
        /// The catalogue and its columns of privileges and of the owner.
        let catalogue: String
        let acl: String
        /// What stands for a list that was never changed.
        let initial: String
        /// Its row, as an expression.
        let key: String

        init(_ catalogue: String, _ prefix: String, _ kind: String, _ key: String) {
            self.catalogue = catalogue
            acl = "\(prefix)acl"
            initial = "acldefault(\(SQLText.literal(kind)), o.\(prefix == "dat" ? "datdba" : "\(prefix)owner"))"
            self.key = key
        }
    }

    /// Nil for kinds that no check of a migration is about.
    let place: Place?

    private static func place(of object: any CatalogObject, named name: String) throws(DatabaseError) -> Place? {
        let literal = SQLText.literal(name)
        switch object {
        case let relation as CatalogRelation:
            return Place("pg_class", "rel", relation.kind == .sequence ? "s" : "r", "\(literal)::regclass")
        case is CatalogSchema: return Place("pg_namespace", "nsp", "n", "\(literal)::regnamespace")
        case let database as CatalogDatabase where database.isCurrent:
            return Place(
                "pg_database", "dat", "d", "(SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
            )
        // How a type outside pg_catalog is written depends on the search path.
        case let function as CatalogFunction where !function.arguments.contains("."):
            let schema = SQLText.literal(try SQLText.name(function.schema))
            return Place(
                "pg_proc", "pro", "f",
                """
                (SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace = \(schema)::regnamespace
                   AND proname = \(SQLText.literal(function.name))
                   AND pg_get_function_identity_arguments(oid) = \(SQLText.literal(function.arguments)))
                """)
        default: return nil
        }
    }
}
