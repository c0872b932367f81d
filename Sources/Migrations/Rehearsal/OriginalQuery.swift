import LocalPostgres
import PostgresDriver

/// Queries whose rows are the statements that make roles and databases anew. The server quotes every name and value.
enum OriginalQuery {
    /// PostgreSQL's own roles and the private server's superuser are there already.
    static let roles: SQL = """
        SELECT format('CREATE ROLE %I %s %s %s %s %s %s %s CONNECTION LIMIT %s%s', rolname,
                   CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                   CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                   CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
                   CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
                   CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
                   CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
                   CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END, rolconnlimit,
                   ' VALID UNTIL ' || quote_literal(rolvaliduntil))
        FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' AND rolname <> \(PrivateServer.superuser)
        UNION ALL
        SELECT format('COMMENT ON ROLE %I IS %L', rolname, description)
        FROM pg_catalog.pg_roles r JOIN pg_catalog.pg_shdescription d ON d.objoid = r.oid
        WHERE d.classoid = 'pg_authid'::regclass AND rolname !~ '^pg_'
        """

    /// Who administers a role may have granted it: the entries that others hang on come first. A superuser's grant is
    /// made by the private server's superuser. From PostgreSQL 16 on each entry says what it lets the member do.
    static let memberships: SQL = """
        WITH RECURSIVE entry AS (
            SELECT a.roleid, a.member, a.grantor, 0 AS depth
            FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles b ON b.oid = a.grantor WHERE b.rolsuper
            UNION
            SELECT a.roleid, a.member, a.grantor, depth + 1
            FROM pg_catalog.pg_auth_members a JOIN entry ON entry.roleid = a.roleid AND entry.member = a.grantor
            -- Before PostgreSQL 16 two could have granted each other.
            WHERE depth < 20
        )
        SELECT format('GRANT %I TO %I%s%s', g.rolname, m.rolname,
                   ' WITH ' || nullif(concat_ws(', ', CASE WHEN a.admin_option THEN 'ADMIN OPTION' END,
                       'INHERIT ' || (to_jsonb(a) ->> 'inherit_option'), 'SET ' || (to_jsonb(a) ->> 'set_option')), ''),
                   CASE WHEN NOT b.rolsuper THEN format(' GRANTED BY %I', b.rolname) END)
        FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles g ON g.oid = a.roleid
        JOIN pg_catalog.pg_roles m ON m.oid = a.member LEFT JOIN pg_catalog.pg_roles b ON b.oid = a.grantor
        WHERE m.rolname !~ '^pg_'
        ORDER BY (SELECT min(depth) FROM entry e
                  WHERE (e.roleid, e.member, e.grantor) = (a.roleid, a.member, a.grantor)) NULLS LAST, NOT a.admin_option
        """

    static let roleSettings: SQL = """
        SELECT format('ALTER ROLE %s SET %s', coalesce(quote_ident(rolname), 'ALL'), \(assignment))
        FROM pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
        CROSS JOIN LATERAL unnest(s.setconfig) AS entry WHERE s.setdatabase = 0
        """

    static let creation: SQL = """
        SELECT concat_ws(' ', format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L', datname,
                   pg_encoding_to_char(encoding), datcollate, datctype),
                   CASE datlocprovider
                       WHEN 'i' THEN format('LOCALE_PROVIDER icu ICU_LOCALE %L',
                           coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
                       -- Since PostgreSQL 17.
                       WHEN 'b' THEN format('LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d) ->> 'datlocale')
                   END,
                   -- Since PostgreSQL 16.
                   'ICU_RULES ' || quote_literal(to_jsonb(d) ->> 'daticurules'),
                   'CONNECTION LIMIT', datconnlimit)
        FROM pg_catalog.pg_database d WHERE datname = current_database()
        """

    static let properties: SQL = """
        SELECT statement FROM (
            SELECT 1, format('ALTER DATABASE %I OWNER TO %I', datname, pg_get_userbyid(datdba))
            FROM pg_catalog.pg_database WHERE datname = current_database()
            UNION ALL
            SELECT 2, format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', datname, pg_get_userbyid(datdba))
            FROM pg_catalog.pg_database WHERE datname = current_database()
            UNION ALL
            SELECT 3, format('GRANT %s ON DATABASE %I TO %s%s', a.privilege_type, datname,
                       CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                       CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END)
            FROM pg_catalog.pg_database, LATERAL aclexplode(coalesce(datacl, acldefault('d', datdba))) a
            WHERE datname = current_database()
            UNION ALL
            SELECT 4, CASE WHEN r.oid IS NULL THEN format('ALTER DATABASE %I SET %s', datname, \(assignment))
                       ELSE format('ALTER ROLE %I IN DATABASE %I SET %s', rolname, datname, \(assignment)) END
            FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
            LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole CROSS JOIN LATERAL unnest(s.setconfig) AS entry
            WHERE datname = current_database()
            UNION ALL
            SELECT 5, format('COMMENT ON DATABASE %I IS %L', datname, description)
            FROM pg_catalog.pg_database d JOIN pg_catalog.pg_shdescription c ON c.objoid = d.oid
            WHERE c.classoid = 'pg_database'::regclass AND datname = current_database()
        ) AS step (position, statement) ORDER BY position
        """

    /// Lists of names are kept as they are to be written; everything else is one value.
    private static let assignment: SQL = """
        format('%s TO %s', (SELECT string_agg(quote_ident(part), '.') FROM unnest(string_to_array(split_part(entry, '=', 1), '.')) part),
               CASE WHEN lower(split_part(entry, '=', 1)) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                             'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
                    THEN coalesce(nullif(substr(entry, strpos(entry, '=') + 1), ''), '''''')
                    ELSE quote_literal(substr(entry, strpos(entry, '=') + 1)) END)
        """
}
