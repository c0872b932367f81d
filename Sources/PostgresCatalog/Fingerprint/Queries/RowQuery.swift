import PostgresDriver

/// The statements that read the checksums of rows.
enum RowQuery {
    struct Table {
        /// With its schema, quoted where it must be.
        let name: String
        /// As in `pg_class.relkind`.
        let kind: String
        let isPopulated: Bool
    }

    static let tables: SQL = """
        SELECT c.oid::regclass::text, c.relkind::text, c.relispopulated
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm', 'S') AND c.oid >= 16384 AND NOT \(FingerprintQuery.isPassing) ORDER BY 1
        """

    /// The name comes from the catalogue, which has quoted it.
    static func content(of table: Table) -> SQL {
        switch table.kind {
        case "S":
            SQL(
                verbatim:
                    "SELECT format('at %s%s', last_value, CASE WHEN is_called THEN '' ELSE ', not drawn' END) FROM \(table.name)"
            )
        case "m" where !table.isPopulated: "SELECT 'not filled'"
        default:
            SQL(
                verbatim: """
                    SELECT format('%s rows, checksum %s %s', count(*), coalesce(sum(pg_catalog.hashtextextended(r::text, 0)), 0),
                                  coalesce(sum(pg_catalog.hashtextextended(r::text, 1)), 0))
                    FROM ONLY \(table.name) AS r
                    """)
        }
    }

    static let largeObjects: SQL = """
        SELECT format('%s, checksum %s', count(*), md5(string_agg(oid || ' ' || md5(lo_get(oid)), ',' ORDER BY oid)))
        FROM pg_catalog.pg_largeobject_metadata HAVING count(*) > 0
        """
}
