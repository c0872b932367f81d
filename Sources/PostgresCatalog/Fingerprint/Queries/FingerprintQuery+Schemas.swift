import PostgresDriver

extension FingerprintQuery {
    static let schemaLabels: SQL = """
        SELECT 'pg_namespace'::regclass::oid::int8, oid::int8, format('schema %I', nspname), ''
        FROM pg_catalog.pg_namespace
        WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND NOT \(isPassing)
        UNION ALL
        SELECT 'pg_collation'::regclass::oid::int8, oid::int8, 'collation ' || oid::regcollation, ''
        FROM pg_catalog.pg_collation WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_conversion'::regclass::oid::int8, c.oid::int8, format('conversion %I.%I', nspname, conname), ''
        FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE c.oid >= 16384
        UNION ALL
        SELECT 'pg_statistic_ext'::regclass::oid::int8, s.oid::int8, format('statistics %I.%I', nspname, stxname), ''
        FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
        UNION ALL
        SELECT 'pg_ts_dict'::regclass::oid::int8, oid::int8, 'text search dictionary ' || oid::regdictionary, ''
        FROM pg_catalog.pg_ts_dict WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_ts_config'::regclass::oid::int8, oid::int8, 'text search configuration ' || oid::regconfig, ''
        FROM pg_catalog.pg_ts_config WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_ts_parser'::regclass::oid::int8, p.oid::int8,
               format('text search parser %I.%I', nspname, prsname), ''
        FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace WHERE p.oid >= 16384
        UNION ALL
        SELECT 'pg_ts_template'::regclass::oid::int8, t.oid::int8,
               format('text search template %I.%I', nspname, tmplname), ''
        FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace WHERE t.oid >= 16384
        """

    /// The version of a collation is the operating system's library's. Columns that have other names, or are new, in
    /// later versions of PostgreSQL are read by name.
    static let collations: SQL = """
        SELECT 'pg_collation'::regclass::oid::int8, c.oid::int8, 'definition',
               concat_ws(' ', 'provider', collprovider, CASE WHEN NOT collisdeterministic THEN 'nondeterministic' END,
                   'collate ' || quote_literal(collcollate), 'ctype ' || quote_literal(collctype),
                   'locale ' || quote_literal(coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale')),
                   'rules ' || quote_literal(to_jsonb(c) ->> 'collicurules'),
                   'encoding', nullif(pg_encoding_to_char(collencoding), ''))
        FROM pg_catalog.pg_collation c WHERE c.oid >= 16384
        """

    static let conversions: SQL = """
        SELECT 'pg_conversion'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', CASE WHEN condefault THEN 'default' END, 'from', pg_encoding_to_char(conforencoding), 'to',
                   pg_encoding_to_char(contoencoding), 'by', conproc)
        FROM pg_catalog.pg_conversion WHERE oid >= 16384
        """

    static let textSearchDictionaries: SQL = """
        SELECT 'pg_ts_dict'::regclass::oid::int8, d.oid::int8, 'definition',
               concat_ws(' ', format('template %I.%I', nspname, tmplname), 'options ' || dictinitoption)
        FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
        JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace WHERE d.oid >= 16384
        UNION ALL
        SELECT 'pg_ts_template'::regclass::oid::int8, oid::int8, 'definition',
               format('init %s lexize %s', tmplinit, tmpllexize)
        FROM pg_catalog.pg_ts_template WHERE oid >= 16384
        UNION ALL
        SELECT 'pg_ts_parser'::regclass::oid::int8, oid::int8, 'definition',
               format('start %s token %s end %s headline %s types %s', prsstart, prstoken, prsend, prsheadline, prslextype)
        FROM pg_catalog.pg_ts_parser WHERE oid >= 16384
        """

    static let textSearchConfigurations: SQL = """
        SELECT 'pg_ts_config'::regclass::oid::int8, c.oid::int8, 'definition', format('parser %I.%I', nspname, prsname)
        FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
        JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace WHERE c.oid >= 16384
        UNION ALL
        SELECT 'pg_ts_config'::regclass::oid::int8, m.mapcfg::int8, 'mapping of token type ' || m.maptokentype,
               string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
        FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg >= 16384 GROUP BY m.mapcfg, m.maptokentype
        """

    static let statistics: SQL = """
        SELECT 'pg_statistic_ext'::regclass::oid::int8, oid::int8, f.name, f.value
        FROM pg_catalog.pg_statistic_ext, LATERAL (VALUES
            ('definition', pg_get_statisticsobjdef(oid)),
            ('target', CASE WHEN coalesce(stxstattarget, -1) <> -1 THEN stxstattarget::text END)
        ) f (name, value)
        """
}
