// Object identifiers from PostgreSQL's src/include/catalog/pg_type.dat, which never change.
extension DeclaredColumn {
    /// The first OID of types that are not the server's own: enums, domains, extensions' types.
    private static let firstUserDefined: UInt32 = 16384

    /// char, name, text, character, character varying, and both kinds of JSON.
    private static let textual: Set<UInt32> = [18, 19, 25, 1042, 1043, 114, 3802]

    /// What can be read as a type and stored from it without loss, besides the type itself: smaller numbers, and the
    /// other forms of text and of JSON.
    private static let narrower: [UInt32: Set<UInt32>] = [
        20: [21, 23, 26], 23: [21], 701: [700], 3802: [114], 114: [3802], 25: [18, 19, 1042, 1043], 1009: [1015, 1003],
        1016: [1005, 1007], 1007: [1005], 1022: [1021],
    ]

    /// Whether the column's values can be read as they are declared, and written.
    func accepts(_ column: CatalogColumn) -> Bool {
        if let typeName { return Self.isSame(typeName, column.typeName) }
        if type != 0 { return type == column.type || Self.narrower[type]?.contains(column.type) == true }
        return Self.textual.contains(column.type) || column.type >= Self.firstUserDefined
    }

    /// Whether both name one type; the server writes the schema only where it has to.
    private static func isSame(_ declared: String, _ live: String) -> Bool {
        let (declared, live) = (declared.filter { $0 != "\"" }, live.filter { $0 != "\"" })
        return declared == live || declared.hasSuffix(".\(live)") || live.hasSuffix(".\(declared)")
    }
}
