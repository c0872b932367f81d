import PostgresDriver

extension QueryResult {
    /// `map` that keeps the type of what is thrown.
    func mapRows<Value>(_ transform: (Row) throws(DatabaseError) -> Value) throws(DatabaseError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in self { values.append(try transform(row)) }
        return values
    }
}

extension Row {
    /// A grant from three columns: grantee, privilege, grantable.
    func grant(
        at position: Int, column: String? = nil, grantor: String? = nil
    ) throws(DatabaseError) -> Grant {
        Grant(
            try known(Privilege.self, at: position + 1),
            to: Grantee(catalogName: try decode(String.self, at: position)),
            isGrantable: try decode(Bool.self, at: position + 2), column: column, grantor: grantor)
    }

    /// The grants on the object whose identifier is in the first column.
    func grants(on kind: String, in grants: [CatalogObjectKey: [Grant]]) throws(DatabaseError) -> [Grant] {
        grants[CatalogObjectKey(kind: kind, oid: try decode(Int.self, at: 0))] ?? []
    }

    /// A value of a closed set; one outside it is an error, because what is not understood cannot be judged.
    func known<Value: RawRepresentable>(
        _ type: Value.Type, at position: Int
    ) throws(DatabaseError) -> Value where Value.RawValue == String {
        let text = try decode(String.self, at: position)
        guard let value = Value(rawValue: text) else {
            throw DatabaseError(.decoding, detail: "the catalogue holds \(type) \"\(text)\", which is not known here")
        }
        return value
    }
}

extension Grantee {
    /// The catalogue queries write PUBLIC as an empty name, which no role can have.
    init(catalogName: String) {
        self = catalogName.isEmpty ? .everyone : .role(catalogName)
    }
}
