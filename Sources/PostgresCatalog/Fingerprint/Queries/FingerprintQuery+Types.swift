import PostgresDriver

extension FingerprintQuery {
    /// A table's row type is a part of the table. Array and multirange types come with another type.
    static let typeLabels: SQL = """
        WITH type AS (
            SELECT t.oid, t.typrelid, CASE WHEN t.typtype = 'd' THEN 'domain' WHEN t.typtype IN ('b', 'c', 'e', 'p', 'r')
                       THEN 'type' END || ' ' || t.oid::regtype AS label
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
            WHERE t.oid >= 16384 AND NOT \(isPassing) AND t.typtype <> 'm' AND coalesce(c.relkind, 'c') = 'c'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_type element WHERE element.typarray = t.oid)
        )
        SELECT 'pg_type'::regclass::oid::int8, oid::int8, label, '' FROM type
        UNION ALL
        SELECT 'pg_constraint'::regclass::oid::int8, k.oid::int8, label, format('constraint %I', conname)
        FROM type JOIN pg_catalog.pg_constraint k ON k.contypid = type.oid
        """

    static let types: SQL = """
        SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, f.name, f.value
        FROM pg_catalog.pg_type t, LATERAL (VALUES
            ('definition', CASE t.typtype
                WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
                    (SELECT 'collate ' || t.typcollation::regcollation FROM pg_catalog.pg_type b
                     WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation),
                    CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault)
                WHEN 'b' THEN concat_ws(' ', 'input', t.typinput::regproc, 'output', t.typoutput::regproc, 'receive',
                    t.typreceive::regproc, 'send', t.typsend::regproc, 'modifiers', t.typmodin::regproc,
                    t.typmodout::regproc, 'analyze', t.typanalyze::regproc, 'subscript', t.typsubscript::regproc,
                    'length', t.typlen, 'by value', t.typbyval, 'align', t.typalign, 'storage', t.typstorage,
                    'category', quote_literal(t.typcategory::text), 'preferred', t.typispreferred, 'delimiter',
                    quote_literal(t.typdelim::text), 'element', nullif(t.typelem, 0)::regtype, 'collation',
                    nullif(t.typcollation, 0)::regcollation, 'default ' || t.typdefault)
                WHEN 'p' THEN 'shell type' END)
        ) f (name, value)
        WHERE t.oid >= 16384 AND f.value IS NOT NULL
        """

    static let enumLabels: SQL = """
        SELECT 'pg_type'::regclass::oid::int8, enumtypid::int8, 'labels',
               string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
        FROM pg_catalog.pg_enum WHERE enumtypid >= 16384 GROUP BY enumtypid
        """

    static let ranges: SQL = """
        SELECT 'pg_type'::regclass::oid::int8, r.rngtypid::int8, 'definition',
               concat_ws(' ', 'range of', r.rngsubtype::regtype, 'operator class',
                   (SELECT format('%I.%I', n.nspname, o.opcname) FROM pg_catalog.pg_opclass o
                    JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace WHERE o.oid = r.rngsubopc),
                   'collation ' || nullif(r.rngcollation, 0)::regcollation, 'canonical ' || nullif(r.rngcanonical, 0),
                   'difference', r.rngsubdiff, 'multirange', r.rngmultitypid::regtype)
        FROM pg_catalog.pg_range r WHERE r.rngtypid >= 16384
        """

    static let routineLabels: SQL = """
        SELECT 'pg_proc'::regclass::oid::int8, p.oid::int8,
               CASE p.prokind WHEN 'f' THEN 'function' WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate'
                   WHEN 'w' THEN 'window function' END || ' ' || p.oid::regprocedure, ''
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE p.oid >= 16384 AND NOT \(isPassing)
        """

    static let routines: SQL = """
        SELECT 'pg_proc'::regclass::oid::int8, oid::int8, 'definition', pg_get_functiondef(oid)
        FROM pg_catalog.pg_proc WHERE oid >= 16384 AND prokind <> 'a'
        """

    static let aggregates: SQL = """
        SELECT 'pg_proc'::regclass::oid::int8, p.oid::int8, 'definition',
               concat_ws(' ', format('(%s)', pg_get_function_arguments(p.oid)), 'returns', pg_get_function_result(p.oid),
                   'kind', aggkind, aggnumdirectargs, 'state', aggtransfn, aggtranstype::regtype, aggtransspace,
                   'final', aggfinalfn, aggfinalextra, aggfinalmodify, 'combine', aggcombinefn, 'serial', aggserialfn,
                   aggdeserialfn, 'moving', aggmtransfn, aggminvtransfn, nullif(aggmtranstype, 0)::regtype,
                   aggmtransspace, aggmfinalfn, aggmfinalextra, aggmfinalmodify,
                   'sort', nullif(aggsortop, 0)::regoperator, 'initially ' || quote_literal(agginitval),
                   'moving initially ' || quote_literal(aggminitval), 'parallel', proparallel)
        FROM pg_catalog.pg_aggregate a JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid WHERE p.oid >= 16384
        """
}
