public import PostgresDriver

/// The columns of many rows to be inserted, each as one array.
public struct BulkValues: Sendable {
    /// One column of all rows.
    struct Values: Sendable {
        let column: String
        /// The array, with the type it is to be read as.
        let array: SQL
        /// What a row stores of the column of that array; nil is the array's element itself.
        var stored: SQL?
    }

    private(set) var columns: [Values] = []
    /// The server's types that values do not say themselves, by column.
    private let typeNames: [String: String]

    init(_ definition: RelationDefinition) {
        typeNames = definition.columns.reduce(into: [:]) { names, column in names[column.name] = column.typeName }
    }

    /// Adds a column, with one value for each row.
    public mutating func append<Value: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [Value]
    ) {
        add(column, "\(values)", inferred: Value.postgresArrayType.oid == 0)
    }

    /// Adds a column, with one value or NULL for each row.
    public mutating func append<Value: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [Value?]
    ) {
        add(column, "\(values)", inferred: Value.postgresArrayType.oid == 0)
    }

    /// Adds a column, or leaves it to the server's default when no row has a value.
    public mutating func appendUnlessDefault<Value: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [Value?]
    ) {
        if values.contains(where: { $0 != nil }) { append(column, values) }
    }

    /// Adds a column of arrays, with one array for each row.
    public mutating func append<Element: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [[Element]]
    ) {
        append(column, values.map(Optional.some))
    }

    /// Adds a column of arrays, with one array or NULL for each row.
    ///
    /// The server has no arrays of arrays. So all elements travel as one array, and each row with the places in it
    /// between which its own ones stand, two in one number.
    public mutating func append<Element: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [[Element]?]
    ) {
        var elements: [Element] = []
        let places = values.map { value -> Int? in
            guard let value else { return nil }
            let first = elements.count + 1
            elements += value
            return first << 32 | elements.count
        }
        let typeName = typeNames[column] ?? (Element.postgresArrayType.oid == 0 ? "text[]" : nil)
        let cast = SQL(verbatim: typeName.map { "::\($0)" } ?? "")
        let name = column.quotedIdentifier
        columns.append(
            Values(
                column: column, array: "\(places)",
                stored: """
                    (\(elements)\(cast))[(\(verbatim: name) >> 32)::int4:(\(verbatim: name) & 4294967295)::int4]
                    """))
    }

    /// Adds a column of arrays, or leaves it to the server's default when no row has a value.
    public mutating func appendUnlessDefault<Element: PostgresArrayElement & PostgresEncodable & PostgresDecodable>(
        _ column: String, _ values: [[Element]?]
    ) {
        if values.contains(where: { $0 != nil }) { append(column, values) }
    }

    private mutating func add(_ column: String, _ array: SQL, inferred: Bool) {
        let typeName = typeNames[column] ?? (inferred ? "text" : nil)
        let cast = SQL(verbatim: typeName.map { "::\($0)[]" } ?? "")
        columns.append(Values(column: column, array: "\(array)\(cast)"))
    }
}
