import PostgresDriver

extension FingerprintQuery {
    /// The database is called nothing here, so that its copy under another name is the same.
    static let clusterLabels: SQL = """
        SELECT 'pg_database'::regclass::oid::int8, oid::int8, 'database', ''
        FROM pg_catalog.pg_database WHERE datname = current_database()
        UNION ALL
        SELECT 'pg_authid'::regclass::oid::int8, oid::int8, format('role %I', rolname), '' FROM pg_catalog.pg_roles
        UNION ALL
        SELECT 'pg_tablespace'::regclass::oid::int8, oid::int8, format('tablespace %I', spcname), ''
        FROM pg_catalog.pg_tablespace
        UNION ALL
        SELECT 'pg_parameter_acl'::regclass::oid::int8, oid::int8, 'parameter ' || parname, ''
        FROM pg_catalog.pg_parameter_acl
        UNION ALL
        SELECT 'pg_default_acl'::regclass::oid::int8, d.oid::int8,
               format('default privileges of %I%s on %s', pg_get_userbyid(defaclrole), ' in schema ' || quote_ident(nspname),
                   CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
                        WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE defaclobjtype::text END), ''
        FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
        """

    static let database: SQL = """
        SELECT 'pg_database'::regclass::oid::int8, d.oid::int8, f.name, f.value
        FROM pg_catalog.pg_database d, LATERAL (VALUES
            ('encoding', pg_encoding_to_char(d.encoding)::text),
            ('locale', concat_ws(' ', 'provider', d.datlocprovider, 'collate', quote_literal(d.datcollate), 'ctype',
                quote_literal(d.datctype),
                quote_literal(coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')),
                quote_literal(to_jsonb(d) ->> 'daticurules'))),
            ('connection limit', CASE WHEN d.datconnlimit <> -1 THEN d.datconnlimit::text END),
            ('connections', CASE WHEN NOT d.datallowconn THEN 'refused' END),
            ('template', CASE WHEN d.datistemplate THEN 'yes' END),
            ('tablespace', (SELECT spcname::text FROM pg_catalog.pg_tablespace
                            WHERE oid = d.dattablespace AND spcname <> 'pg_default'))
        ) f (name, value)
        WHERE d.datname = current_database() AND f.value IS NOT NULL
        """

    /// Nobody but a superuser may know whether a role has a password.
    static let roles: SQL = """
        SELECT 'pg_authid'::regclass::oid::int8, oid::int8, f.name, f.value
        FROM pg_catalog.pg_roles, LATERAL (VALUES
            ('attributes', concat_ws(' ', CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END, CASE WHEN rolsuper THEN 'SUPERUSER' END,
                CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                CASE WHEN rolreplication THEN 'REPLICATION' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END)),
            ('connection limit', CASE WHEN rolconnlimit <> -1 THEN rolconnlimit::text END),
            ('valid until', rolvaliduntil::text)
        ) f (name, value)
        WHERE f.value IS NOT NULL
        """

    /// inherit_option and set_option came with PostgreSQL 16.
    static let memberships: SQL = """
        SELECT 'pg_authid'::regclass::oid::int8, m.member::int8,
               format('member of %I', pg_get_userbyid(m.roleid)),
               string_agg(concat_ws(' ', CASE WHEN m.admin_option THEN 'WITH ADMIN OPTION' END,
                   'inherits ' || (to_jsonb(m) ->> 'inherit_option'), 'sets ' || (to_jsonb(m) ->> 'set_option'),
                   'granted by ' || quote_ident(pg_get_userbyid(m.grantor))), '; ' ORDER BY pg_get_userbyid(m.grantor))
        FROM pg_catalog.pg_auth_members m GROUP BY m.member, m.roleid
        """

    static let settings: SQL = """
        SELECT CASE WHEN s.setrole = 0 THEN 'pg_database'::regclass ELSE 'pg_authid'::regclass END::oid::int8,
               CASE WHEN s.setrole = 0 THEN here.oid ELSE s.setrole END::int8,
               concat_ws(' ', 'setting', split_part(entry, '=', 1),
                   CASE WHEN s.setrole = 0 AND s.setdatabase = 0 THEN 'for all databases'
                        WHEN s.setrole <> 0 AND s.setdatabase <> 0 THEN 'in this database' END),
               CASE WHEN split_part(entry, '=', 1) ~* 'pass|secret|token|key' THEN 'hidden'
                    ELSE substr(entry, strpos(entry, '=') + 1) END
        FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) AS entry
        JOIN pg_catalog.pg_database here ON here.datname = current_database() AND s.setdatabase IN (0, here.oid)
        """

    static let tablespaces: SQL = """
        SELECT 'pg_tablespace'::regclass::oid::int8, oid::int8, f.name, f.value
        FROM pg_catalog.pg_tablespace, LATERAL (VALUES
            ('location', nullif(pg_tablespace_location(oid), '')),
            ('options', (SELECT string_agg(entry, ', ' ORDER BY entry) FROM unnest(spcoptions) entry))
        ) f (name, value)
        WHERE f.value IS NOT NULL
        """
}
