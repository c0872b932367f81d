public import PostgresDriver

extension RelationColumns {
    /// Reads every table and view of the database that `connection` is in, in one statement and so of one moment. Any
    /// role may read them. Safe to repeat.
    ///
    /// - Throws: What the connection throws; `.decoding` for a kind of relation that this version does not know.
    public static func read(from connection: PostgresConnection) async throws(DatabaseError) -> [RelationColumns] {
        var relations: [RelationColumns] = []
        for row in try await connection.query(CatalogQuery.columns) {
            let (schema, name) = (try row.decode(String.self, at: 0), try row.decode(String.self, at: 1))
            if relations.last?.schema != schema || relations.last?.name != name {
                relations.append(try RelationColumns(row, schema: schema, name: name))
            }
            if let column = try CatalogColumn(row) { relations[relations.count - 1].columns.append(column) }
        }
        return relations
    }

    private init(_ row: Row, schema: String, name: String) throws(DatabaseError) {
        self.init(
            schema: schema, name: name, kind: try row.known(RelationKind.self, at: 2),
            hasRowSecurity: try row.decode(Bool.self, at: 3))
        hasInsertTrigger = try row.decode(Bool.self, at: 4)
        uniqueKeys = try row.decode(JSON<[[String]]>.self, at: 5).value
    }
}

extension CatalogColumn {
    /// - Returns: nil for a relation without any column.
    fileprivate init?(_ row: Row) throws(DatabaseError) {
        guard let name = try row.decode(String?.self, at: 6) else { return nil }
        self.init(
            name: name, type: try row.decode(UInt32.self, at: 7), typeName: try row.decode(String.self, at: 8),
            isNotNull: try row.decode(Bool.self, at: 9), hasDefault: try row.decode(Bool.self, at: 10),
            isAlwaysGenerated: try row.decode(Bool.self, at: 11), labels: try row.decode([String]?.self, at: 12))
    }
}
