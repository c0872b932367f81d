import PostgresDriver

extension CatalogQuery {
    /// Every grant on an object that the snapshot holds, as (kind, object, column, grantee or '', privilege,
    /// grantable, grantor where that is not the owner). An object whose list was never set has the default one.
    static let grants: SQL = """
        SELECT o.kind, o.oid::int8, o.attribute, CASE WHEN a.grantee = 0 THEN '' ELSE pg_get_userbyid(a.grantee) END,
               a.privilege_type, a.is_grantable, CASE WHEN a.grantor <> o.owner THEN pg_get_userbyid(a.grantor) END
        FROM (
            SELECT 'database' AS kind, oid, NULL::name AS attribute, datdba AS owner,
                   coalesce(datacl, acldefault('d', datdba)) AS acl
            FROM pg_catalog.pg_database
            UNION ALL
            SELECT 'schema', oid, NULL, nspowner, coalesce(nspacl, acldefault('n', nspowner))
            FROM pg_catalog.pg_namespace
            UNION ALL
            SELECT 'relation', oid, NULL, relowner,
                   coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
            FROM pg_catalog.pg_class WHERE relkind NOT IN ('i', 'I', 't', 'c')
            UNION ALL
            SELECT 'relation', attrelid, attname, relowner, attacl
            FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_class c ON c.oid = attrelid
            WHERE attacl IS NOT NULL AND NOT attisdropped
            UNION ALL
            SELECT 'function', p.oid, NULL, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
            UNION ALL
            SELECT o.kind, o.oid, NULL, o.owner, o.acl FROM (\(namedObjectColumns)) o
        ) o, LATERAL aclexplode(o.acl) a
        """

    /// A list that says that nobody holds anything has a row without a privilege.
    static let defaultPrivileges: SQL = """
        SELECT pg_get_userbyid(d.defaclrole), n.nspname, d.defaclobjtype,
               CASE WHEN a.grantee = 0 THEN '' ELSE pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable
        FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
             LEFT JOIN LATERAL aclexplode(d.defaclacl) a ON true
        ORDER BY 1, 2, 3, 4, 5
        """

    /// What initdb and extensions granted is in pg_init_privs, or is the default list. The information schema, which
    /// shows everybody only what they may see, is granted to PUBLIC after initdb has filled pg_init_privs.
    static let systemGrants: SQL = """
        SELECT pg_describe_object(o.class, o.oid, o.part),
               CASE WHEN a.grantee = 0 THEN '' ELSE pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable
        FROM (
            SELECT 'pg_class'::regclass AS class, c.oid, 0 AS part, c.relnamespace AS schema, c.relowner AS owner,
                   c.relacl AS acl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS usual
            FROM pg_catalog.pg_class c
            UNION ALL
            SELECT 'pg_class'::regclass, c.oid, a.attnum, c.relnamespace, c.relowner, a.attacl, NULL
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            UNION ALL
            SELECT 'pg_proc'::regclass, oid, 0, pronamespace, proowner, proacl, acldefault('f', proowner)
            FROM pg_catalog.pg_proc
            UNION ALL
            SELECT 'pg_namespace'::regclass, oid, 0, oid, nspowner, nspacl, acldefault('n', nspowner)
            FROM pg_catalog.pg_namespace
        ) o
        LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = o.class AND i.objoid = o.oid AND i.objsubid = o.part,
        LATERAL aclexplode(o.acl) a
        WHERE o.acl IS NOT NULL
          AND o.schema IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
          AND a.grantee <> o.owner
          AND NOT (o.schema = 'information_schema'::regnamespace AND a.grantee = 0
                   AND a.privilege_type IN ('SELECT', 'USAGE'))
          AND NOT EXISTS (SELECT FROM aclexplode(coalesce(i.initprivs, o.usual)) was
                          WHERE was.grantee = a.grantee AND was.privilege_type = a.privilege_type
                            AND was.is_grantable = a.is_grantable)
        ORDER BY 1, 2, 3
        """

    /// What initdb makes has a number below 16384 (FirstNormalObjectId in transam.h), after pg_upgrade too.
    static let addedSystemObjects: SQL = """
        SELECT pg_describe_object(o.class, o.oid, 0)
        FROM (
            SELECT 'pg_class'::regclass AS class, oid, relnamespace AS schema FROM pg_catalog.pg_class
            WHERE relkind NOT IN ('i', 'I', 't', 'c')
            UNION ALL
            SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_catalog.pg_proc
        ) o
        WHERE o.oid >= 16384 AND o.schema IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
        ORDER BY 1
        """

    /// What roles own and hold in the server's other databases, which only a session there could describe.
    static let otherDatabases: SQL = """
        SELECT pg_get_userbyid(s.refobjid), d.datname, count(*) FILTER (WHERE s.deptype = 'o'), count(*)
        FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_database d ON d.oid = s.dbid
        WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype IN ('a', 'o') AND d.datname <> current_database()
        GROUP BY 1, 2 ORDER BY 1, 2
        """

    /// Who may call the functions that make large objects, beside those who were ever meant to.
    static let largeObjectMakers: SQL = """
        SELECT DISTINCT CASE WHEN a.grantee = 0 THEN '' ELSE pg_get_userbyid(a.grantee) END
        FROM pg_catalog.pg_proc p, LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea')
          AND a.grantee <> p.proowner
        ORDER BY 1
        """

    /// What a role owns stands here for every kind; of grants, those on kinds that the snapshot does not hold.
    static let dependences: SQL = """
        SELECT pg_get_userbyid(s.refobjid), s.deptype = 'o', pg_describe_object(s.classid, s.objid, s.objsubid)
        FROM pg_catalog.pg_shdepend s
        WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype IN ('a', 'o')
          AND s.dbid IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
          AND (s.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass,
                                 'pg_database'::regclass, 'pg_default_acl'::regclass, 'pg_auth_members'::regclass)
               OR s.deptype = 'o' AND CASE s.classid
                   WHEN 'pg_class'::regclass THEN EXISTS (
                       SELECT FROM pg_catalog.pg_class WHERE oid = s.objid
                       AND relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace))
                   WHEN 'pg_proc'::regclass THEN EXISTS (
                       SELECT FROM pg_catalog.pg_proc WHERE oid = s.objid
                       AND pronamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace))
                   ELSE false END)
          AND NOT (s.deptype = 'a' AND s.classid IN (
                   'pg_type'::regclass, 'pg_language'::regclass, 'pg_foreign_data_wrapper'::regclass,
                   'pg_foreign_server'::regclass, 'pg_largeobject'::regclass, 'pg_tablespace'::regclass,
                   'pg_parameter_acl'::regclass))
        ORDER BY 1, 3
        """
}
