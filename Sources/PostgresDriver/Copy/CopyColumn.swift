/// A column that rows are copied into.
@usableFromInline
struct CopyColumn: Hashable, Sendable {
    /// A table of PostgreSQL's has at most this many (`MaxHeapAttributeNumber`).
    static let most = 1_600

    let name: String
    /// Its type, a domain's being that beneath; `nil` where the server's catalogue does not tell, and the server judges.
    let type: UInt32?

    /// Why a value of a type cannot be copied into the column; `nil` when it can, or when only the server knows.
    ///
    /// In COPY's binary format the server converts nothing: it reads the bytes as what the column is, so that the eight
    /// bytes of a number would become a moment without an error.
    func mismatch(_ given: PostgresType) -> String? {
        guard let type, type < PostgresType.firstUserDefined else { return nil }
        if given.oid == type, given.format == .binary { return nil }
        let isText = given.format == .text || String.isTextual(given.oid)
        // The binary form of `jsonb` begins with a version number.
        if isText, String.isTextual(type), type != PostgresType.jsonb.oid { return nil }
        let found = given.format == .text ? "text" : PostgresType.name(oid: given.oid)
        return "column \(name) is of type \(PostgresType.name(oid: type)), and the row gives it \(found)"
    }
}

extension PostgresConnection {
    /// Asks the server which types the columns of a table have. A column that it does not know is left to COPY itself.
    func copyColumns(
        _ names: [String], of table: Identifier, timeout: Duration?
    ) async throws(DatabaseError) -> [CopyColumn] {
        guard (1...CopyColumn.most).contains(names.count) else {
            throw DatabaseError(
                .invalidStatement, detail: "COPY takes 1 to \(CopyColumn.most) columns; \(names.count) are named")
        }
        let rows = try await query(
            """
            SELECT a.attname, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
            FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
            WHERE a.attrelid = \(table.quoted)::text::regclass AND a.attnum > 0 AND NOT a.attisdropped
            """, timeout: timeout)
        var types: [String: UInt32] = [:]
        for row in rows {
            let (name, type) = try row.decode(String.self, UInt32.self)
            types[name] = type
        }
        return names.map { CopyColumn(name: $0, type: types[$0]) }
    }
}
