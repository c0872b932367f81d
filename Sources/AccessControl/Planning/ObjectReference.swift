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
    }

    /// The catalogue that holds its list of privileges, and how its row is found there; nil for kinds that no check of
    /// a migration is about.
    var place: (catalogue: String, acl: String, key: String)? {
        switch keyword {
        case "TABLE", "SEQUENCE": ("pg_class", "relacl", "\(SQLText.literal(name))::regclass")
        case "SCHEMA": ("pg_namespace", "nspacl", "\(SQLText.literal(name))::regnamespace")
        default: nil
        }
    }
}
