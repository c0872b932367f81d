import PostgresDriver

extension FingerprintQuery {
    static let foreignLabels: SQL = """
        SELECT 'pg_foreign_data_wrapper'::regclass::oid::int8, oid::int8, format('foreign-data wrapper %I', fdwname), ''
        FROM pg_catalog.pg_foreign_data_wrapper
        UNION ALL
        SELECT 'pg_foreign_server'::regclass::oid::int8, oid::int8, format('foreign server %I', srvname), ''
        FROM pg_catalog.pg_foreign_server
        UNION ALL
        SELECT 'pg_user_mapping'::regclass::oid::int8, umid::int8, format('foreign server %I', srvname),
               format('user mapping for %s', CASE WHEN umuser = 0 THEN 'PUBLIC' ELSE quote_ident(usename) END)
        FROM pg_catalog.pg_user_mappings
        """

    /// Of a user mapping's options only the names, which PostgreSQL shows to those who may know them.
    static let foreignServers: SQL = """
        SELECT 'pg_foreign_data_wrapper'::regclass::oid::int8, oid::int8, f.name, f.value
        FROM pg_catalog.pg_foreign_data_wrapper, LATERAL (VALUES
            ('definition', concat_ws(' ', 'handler', nullif(fdwhandler, 0)::regproc,
                'validator', nullif(fdwvalidator, 0)::regproc)),
            ('options', \(options("fdwoptions")))
        ) f (name, value)
        UNION ALL
        SELECT 'pg_foreign_server'::regclass::oid::int8, s.oid::int8, f.name, f.value
        FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw,
        LATERAL (VALUES
            ('definition', concat_ws(' ', format('wrapper %I', fdwname), 'type ' || quote_literal(srvtype),
                'version ' || quote_literal(srvversion))),
            ('options', \(options("srvoptions")))
        ) f (name, value)
        UNION ALL
        SELECT 'pg_user_mapping'::regclass::oid::int8, umid::int8, '',
               concat_ws(' ', 'options', (SELECT string_agg(quote_ident(option_name), ', ' ORDER BY option_name)
                                          FROM pg_catalog.pg_options_to_table(umoptions)))
        FROM pg_catalog.pg_user_mappings
        """

    static let replicationLabels: SQL = """
        SELECT 'pg_publication'::regclass::oid::int8, oid::int8, format('publication %I', pubname), ''
        FROM pg_catalog.pg_publication
        UNION ALL
        SELECT 'pg_subscription'::regclass::oid::int8, s.oid::int8, format('subscription %I', s.subname), ''
        FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
        WHERE d.datname = current_database()
        UNION ALL
        SELECT 'pg_extension'::regclass::oid::int8, oid::int8, format('extension %I', extname), ''
        FROM pg_catalog.pg_extension
        UNION ALL
        SELECT 'pg_event_trigger'::regclass::oid::int8, oid::int8, format('event trigger %I', evtname), ''
        FROM pg_catalog.pg_event_trigger
        UNION ALL
        SELECT 'pg_largeobject'::regclass::oid::int8, oid::int8, 'large object ' || oid, ''
        FROM pg_catalog.pg_largeobject_metadata
        """

    static let extensions: SQL = """
        SELECT 'pg_extension'::regclass::oid::int8, e.oid::int8, f.name, f.value
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace, LATERAL (VALUES
            ('version', e.extversion), ('schema', quote_ident(nspname)),
            ('configuration', (SELECT string_agg(concat_ws(' ', part.relation::regclass, nullif(part.condition, '')), '; '
                                   ORDER BY part.relation::regclass::text)
                               FROM unnest(e.extconfig, e.extcondition) AS part (relation, condition)))
        ) f (name, value)
        WHERE f.value IS NOT NULL
        """

    static let eventTriggers: SQL = """
        SELECT 'pg_event_trigger'::regclass::oid::int8, oid::int8, f.name, f.value
        FROM pg_catalog.pg_event_trigger, LATERAL (VALUES
            ('definition', concat_ws(' ', 'on', evtevent, 'execute', evtfoid::regproc,
                'when tag in ' || (SELECT string_agg(tag, ', ' ORDER BY tag) FROM unnest(evttags) AS tag))),
            ('state', \(state("evtenabled")))
        ) f (name, value)
        WHERE f.value IS NOT NULL
        """

    static let publications: SQL = """
        SELECT 'pg_publication'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', CASE WHEN puballtables THEN 'for all tables' END, CASE WHEN pubinsert THEN 'insert' END,
                   CASE WHEN pubupdate THEN 'update' END, CASE WHEN pubdelete THEN 'delete' END,
                   CASE WHEN pubtruncate THEN 'truncate' END, CASE WHEN pubviaroot THEN 'via root' END)
        FROM pg_catalog.pg_publication
        UNION ALL
        SELECT 'pg_publication'::regclass::oid::int8, prpubid::int8, 'table ' || prrelid::regclass,
               concat_ws(' ', 'published', (SELECT format('(%s)', string_agg(quote_ident(attname), ', ' ORDER BY attnum))
                                            FROM pg_catalog.pg_attribute
                                            WHERE attrelid = prrelid AND attnum = ANY (prattrs::int2[])
                                            HAVING count(*) > 0),
                   'where ' || pg_get_expr(prqual, prrelid))
        FROM pg_catalog.pg_publication_rel
        UNION ALL
        SELECT 'pg_publication'::regclass::oid::int8, pnpubid::int8, format('schema %I', nspname), 'published'
        FROM pg_catalog.pg_publication_namespace JOIN pg_catalog.pg_namespace n ON n.oid = pnnspid
        """

    /// Not where it gets its data from: the connection string may hold a password.
    static let subscriptions: SQL = """
        SELECT 'pg_subscription'::regclass::oid::int8, oid::int8, 'definition',
               concat_ws(' ', CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END, 'binary', subbinary, 'streaming',
                   substream, 'two phases', subtwophasestate, 'slot', quote_ident(subslotname), 'commit', subsynccommit,
                   'disable on error', subdisableonerr, 'publications',
                   (SELECT string_agg(quote_ident(name), ', ' ORDER BY name) FROM unnest(subpublications) AS name))
        FROM pg_catalog.pg_subscription
        """
}
