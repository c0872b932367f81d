import StatementAnalysis

extension TypeName {
    private static let builtIn: Set<String> = [
        "bit", "bool", "box", "bpchar", "bytea", "char", "cidr", "circle", "date", "daterange", "float4", "float8",
        "inet", "int2", "int4", "int8", "int4range", "int8range", "interval", "json", "jsonb", "jsonpath", "line",
        "lseg",
        "macaddr", "macaddr8", "money", "name", "numeric", "numrange", "oid", "path", "point", "polygon", "regclass",
        "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8", "text", "time", "timestamp",
        "timestamptz",
        "timetz", "tsquery", "tsrange", "tstzrange", "tsvector", "uuid", "varbit", "varchar", "xml",
    ]

    /// Whether a type is PostgreSQL's own, and so no domain.
    static func isBuiltIn(_ name: String) -> Bool { builtIn.contains(name) }

    /// The type of a `ColumnDef`.
    init(_ column: SyntaxNode) {
        name = column.typeName
        let type = column["typeName"]
        modifiers = type?.list("typmods").compactMap { $0["ival"]?["ival"]?.number ?? $0["ival"]?.number } ?? []
        isArray = type?.list("arrayBounds").isEmpty == false
    }
}
