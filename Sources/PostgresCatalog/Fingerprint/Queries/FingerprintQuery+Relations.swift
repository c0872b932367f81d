import PostgresDriver

extension FingerprintQuery {
    static let relationLabels: SQL = """
        WITH relation AS (
            SELECT c.oid, CASE c.relkind
                WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
                WHEN 'c' THEN 'type' END || ' ' || c.oid::regclass AS label
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid >= 16384 AND c.relkind NOT IN ('i', 'I', 't') AND NOT \(isPassing)
        )
        SELECT 'pg_class'::regclass::oid::int8, oid::int8, label, '' FROM relation
        UNION ALL
        SELECT 'pg_class'::regclass::oid::int8, i.indexrelid::int8, label, format('index %I', c.relname)
        FROM relation r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        UNION ALL
        SELECT 'pg_constraint'::regclass::oid::int8, k.oid::int8, label, format('constraint %I', conname)
        FROM relation r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid
        UNION ALL
        SELECT 'pg_trigger'::regclass::oid::int8, t.oid::int8, label, format('trigger %I', tgname)
        FROM relation r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid WHERE NOT tgisinternal
        UNION ALL
        SELECT 'pg_rewrite'::regclass::oid::int8, w.oid::int8, label, format('rule %I', rulename)
        FROM relation r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
        UNION ALL
        SELECT 'pg_policy'::regclass::oid::int8, p.oid::int8, label, format('policy %I', polname)
        FROM relation r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
        """

    static let relations: SQL = """
        SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, f.name, f.value
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
        LEFT JOIN pg_catalog.pg_partitioned_table pt ON pt.partrelid = c.oid,
        LATERAL (VALUES
            ('persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' END),
            ('access method', (SELECT amname::text FROM pg_catalog.pg_am
                               WHERE oid = c.relam AND amname <> 'heap' AND c.relkind NOT IN ('i', 'I'))),
            ('tablespace', (SELECT spcname::text FROM pg_catalog.pg_tablespace WHERE oid = c.reltablespace)),
            ('options', CASE WHEN c.relkind NOT IN ('i', 'I') THEN
                (SELECT string_agg(entry, ', ' ORDER BY entry) FROM unnest(c.reloptions) entry) END),
            ('toast options', (SELECT string_agg(entry, ', ' ORDER BY entry)
                FROM pg_catalog.pg_class t, unnest(t.reloptions) entry WHERE t.oid = c.reltoastrelid)),
            ('row security', CASE WHEN c.relrowsecurity THEN 'enabled' END),
            ('row security for the owner', CASE WHEN c.relforcerowsecurity THEN 'forced' END),
            ('replica identity', CASE c.relreplident WHEN 'd' THEN NULL WHEN 'f' THEN 'full'
                WHEN 'n' THEN CASE WHEN c.relkind IN ('r', 'p') THEN 'nothing' END
                ELSE (SELECT 'index ' || i.indexrelid::regclass FROM pg_catalog.pg_index i
                      WHERE i.indrelid = c.oid AND i.indisreplident) END),
            ('of type', CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END),
            ('partition of', CASE WHEN c.relispartition AND c.relkind NOT IN ('i', 'I') THEN
                (SELECT inhparent::regclass || ' ' || pg_get_expr(c.relpartbound, c.oid)
                        || CASE WHEN inhdetachpending THEN ' (detach pending)' ELSE '' END
                 FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid) END),
            ('inherits', CASE WHEN NOT c.relispartition THEN
                (SELECT string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno)
                 FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid) END),
            ('partition key', CASE WHEN pt.partrelid IS NOT NULL THEN pg_get_partkeydef(c.oid) END),
            ('foreign server', (SELECT quote_ident(srvname) FROM pg_catalog.pg_foreign_server
                                WHERE oid = ft.ftserver)),
            ('foreign options', \(options("ft.ftoptions"))),
            ('columns', CASE WHEN c.relkind NOT IN ('i', 'I', 'S') THEN
                (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute
                 WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) END)
        ) f (name, value)
        WHERE c.oid >= 16384 AND c.relkind <> 't' AND f.value IS NOT NULL
        """

    /// A partition's columns are its own in a restored dump, and inherited where it was made as a partition: neither is
    /// said. `attstattarget` is NULL instead of -1 from PostgreSQL 17 on.
    static let columns: SQL = """
        SELECT 'pg_class'::regclass::oid::int8, a.attrelid::int8, format('column %I', a.attname),
               concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation END,
                   CASE WHEN a.attnotnull THEN 'not null' END,
                   CASE a.attidentity WHEN 'a' THEN 'generated always as identity'
                        WHEN 'd' THEN 'generated by default as identity' END,
                   CASE a.attgenerated WHEN '' THEN 'default ' || pg_get_expr(d.adbin, d.adrelid)
                        WHEN 's' THEN 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                        ELSE 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') virtual' END,
                   CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || CASE a.attstorage WHEN 'p' THEN 'plain'
                        WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END,
                   CASE a.attcompression WHEN '' THEN NULL WHEN 'p' THEN 'compression pglz'
                        WHEN 'l' THEN 'compression lz4' END,
                   CASE WHEN coalesce(a.attstattarget, -1) <> -1 THEN 'statistics ' || a.attstattarget END,
                   'options ' || (SELECT string_agg(entry, ', ' ORDER BY entry) FROM unnest(a.attoptions) entry),
                   'foreign options ' || \(options("a.attfdwoptions")),
                   CASE WHEN NOT a.attislocal AND NOT c.relispartition THEN 'inherited' END)
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
        """

    /// A partition's foreign keys follow from its parent's, under names that depend on the order in which they came.
    static let constraints: SQL = """
        SELECT 'pg_constraint'::regclass::oid::int8, k.oid::int8, '',
               pg_get_constraintdef(k.oid)
               || CASE WHEN k.conislocal OR k.conparentid <> 0 OR c.relispartition THEN '' ELSE ' inherited' END
        FROM pg_catalog.pg_constraint k LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        WHERE k.oid >= 16384 AND k.contype <> 't' AND NOT (k.contype = 'f' AND k.conparentid <> 0)
        """

    static let indexes: SQL = """
        SELECT 'pg_class'::regclass::oid::int8, i.indexrelid::int8, f.name, f.value
        FROM pg_catalog.pg_index i, LATERAL (VALUES
            ('', pg_get_indexdef(i.indexrelid)),
            ('state', nullif(concat_ws(', ', CASE WHEN NOT i.indisvalid THEN 'invalid' END,
                CASE WHEN NOT i.indisready THEN 'not ready' END, CASE WHEN NOT i.indislive THEN 'not live' END), '')),
            ('clusters', CASE WHEN i.indisclustered THEN 'its table' END),
            ('attached to', (SELECT inhparent::regclass::text FROM pg_catalog.pg_inherits
                             WHERE inhrelid = i.indexrelid)),
            ('statistics', (SELECT string_agg(attnum || ' ' || attstattarget, ', ' ORDER BY attnum)
                FROM pg_catalog.pg_attribute WHERE attrelid = i.indexrelid AND coalesce(attstattarget, -1) <> -1))
        ) f (name, value)
        WHERE i.indexrelid >= 16384 AND f.value IS NOT NULL
        """

    /// Those that PostgreSQL keeps for a foreign key have numbers for names; ALTER TABLE … DISABLE TRIGGER ALL reaches
    /// them too.
    static let triggers: SQL = """
        SELECT 'pg_trigger'::regclass::oid::int8, t.oid::int8, f.name, f.value
        FROM pg_catalog.pg_trigger t,
        LATERAL (VALUES ('', pg_get_triggerdef(t.oid)), ('state', \(state("t.tgenabled")))) f (name, value)
        WHERE t.oid >= 16384 AND NOT t.tgisinternal AND f.value IS NOT NULL
        UNION ALL
        SELECT 'pg_constraint'::regclass::oid::int8, tgconstraint::int8, 'trigger ' || tgfoid::regproc || ' state',
               \(state("tgenabled"))
        FROM pg_catalog.pg_trigger WHERE oid >= 16384 AND tgisinternal AND tgenabled <> 'O' AND tgparentid = 0
        """

    static let rules: SQL = """
        SELECT 'pg_rewrite'::regclass::oid::int8, w.oid::int8, f.name, f.value
        FROM pg_catalog.pg_rewrite w, LATERAL (VALUES
            ('', CASE WHEN w.rulename <> '_RETURN' THEN pg_get_ruledef(w.oid) END), ('state', \(state("w.ev_enabled")))
        ) f (name, value)
        WHERE w.oid >= 16384 AND f.value IS NOT NULL
        """

    static let policies: SQL = """
        SELECT 'pg_policy'::regclass::oid::int8, p.oid::int8, '',
               concat_ws(' ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
                   CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
                        WHEN 'd' THEN 'delete' ELSE 'all' END,
                   'to ' || (SELECT string_agg(CASE WHEN member = 0 THEN 'PUBLIC'
                                 ELSE quote_ident(pg_get_userbyid(member)) END, ', '
                                 ORDER BY CASE WHEN member = 0 THEN '' ELSE pg_get_userbyid(member) END)
                             FROM unnest(p.polroles) AS member),
                   'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                   'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
        FROM pg_catalog.pg_policy p
        """

    static let sequences: SQL = """
        SELECT 'pg_class'::regclass::oid::int8, s.seqrelid::int8, f.name, f.value
        FROM pg_catalog.pg_sequence s LEFT JOIN LATERAL (
            SELECT d.deptype, format('%s.%I', d.refobjid::regclass, a.attname) AS owner
            FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
              AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
        ) o ON true, LATERAL (VALUES
            ('definition', format('as %s start %s increment %s minimum %s maximum %s cache %s%s',
                seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache,
                CASE WHEN seqcycle THEN ' cycle' ELSE '' END)),
            (CASE o.deptype WHEN 'i' THEN 'identity of' ELSE 'owned by' END, o.owner)
        ) f (name, value)
        WHERE s.seqrelid >= 16384 AND f.value IS NOT NULL
        """

    static let views: SQL = """
        SELECT 'pg_class'::regclass::oid::int8, oid::int8, 'definition', pg_get_viewdef(oid)
        FROM pg_catalog.pg_class WHERE oid >= 16384 AND relkind IN ('v', 'm')
        """
}
