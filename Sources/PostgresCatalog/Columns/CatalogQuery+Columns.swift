import PostgresDriver

extension CatalogQuery {
    /// A row for each column of each table and view. Of a trigger, bit 1 is BEFORE and bit 2 INSERT.
    static let columns: SQL = """
        SELECT n.nspname, c.relname, c.relkind,
               CASE WHEN c.relkind IN ('v', 'm') THEN
                 coalesce((SELECT option_value::bool FROM pg_options_to_table(c.reloptions)
                           WHERE option_name = 'security_invoker'), false)
               ELSE c.relrowsecurity END,
               EXISTS (SELECT FROM pg_catalog.pg_trigger t
                       WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 6 = 6),
               coalesce((SELECT jsonb_agg(
                 (SELECT jsonb_agg(k.attname) FROM pg_catalog.pg_attribute k
                  WHERE k.attrelid = c.oid AND k.attnum = ANY (i.indkey::int2[])))
                 FROM pg_catalog.pg_index i
                 WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
                   AND i.indexprs IS NULL), '[]'),
               a.attname, coalesce(nullif(t.typbasetype, 0), t.oid)::oid, format_type(a.atttypid, a.atttypmod),
               a.attnotnull OR t.typnotnull,
               a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
               a.attgenerated <> '' OR a.attidentity = 'a',
               (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
                WHERE e.enumtypid = coalesce(nullif(t.typbasetype, 0), t.oid))
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE \(isOurs) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        ORDER BY n.nspname, c.relname, a.attnum
        """
}
