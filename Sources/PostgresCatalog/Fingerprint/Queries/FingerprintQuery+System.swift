import PostgresDriver

/// PostgreSQL's own objects, where their grants are others than initdb or an extension made them.
extension FingerprintQuery {
    /// The information schema is granted to PUBLIC after initdb has filled pg_init_privs.
    private static let system: SQL = """
        WITH object AS (
            SELECT 'pg_class'::regclass AS class, c.oid, 0 AS part, c.relnamespace AS schema, c.relowner AS owner,
                   c.relacl AS acl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS usual
            FROM pg_catalog.pg_class c WHERE c.relkind NOT IN ('i', 't')
            UNION ALL
            SELECT 'pg_class'::regclass, c.oid, a.attnum, c.relnamespace, c.relowner, a.attacl, '{}'::aclitem[]
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            WHERE a.attacl IS NOT NULL
            UNION ALL
            SELECT 'pg_proc'::regclass, oid, 0, pronamespace, proowner, proacl, acldefault('f', proowner)
            FROM pg_catalog.pg_proc
            UNION ALL
            SELECT 'pg_type'::regclass, oid, 0, typnamespace, typowner, typacl, acldefault('T', typowner)
            FROM pg_catalog.pg_type
            UNION ALL
            SELECT 'pg_namespace'::regclass, oid, 0, oid, nspowner, nspacl, acldefault('n', nspowner)
            FROM pg_catalog.pg_namespace
        ), changed AS (
            SELECT o.* FROM object o
            LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = o.class AND i.objoid = o.oid AND i.objsubid = o.part
            WHERE o.oid < 16384 AND o.schema IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
              AND (o.acl IS NOT NULL OR i.initprivs IS NOT NULL)
              AND EXISTS (
                  (SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(o.acl, o.usual))
                   WHERE NOT (o.schema = 'information_schema'::regnamespace AND grantee = 0
                              AND privilege_type IN ('SELECT', 'USAGE'))
                   EXCEPT SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(i.initprivs, o.usual)))
                  UNION ALL
                  (SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(i.initprivs, o.usual))
                   EXCEPT SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce(o.acl, o.usual))))
        )
        """

    static let systemLabels: SQL = """
        \(system)
        SELECT DISTINCT class::oid::int8, oid::int8, 'PostgreSQL''s own ' || identified.type || ' ' || identified.identity, ''
        FROM changed, LATERAL pg_identify_object(class, oid, 0) AS identified
        """

    static let systemGrants: SQL = """
        \(system)
        SELECT o.class::oid::int8, o.oid::int8,
               concat_ws(' ', 'column ' || (SELECT quote_ident(attname) FROM pg_catalog.pg_attribute
                                            WHERE o.part <> 0 AND attrelid = o.oid AND attnum = o.part),
                   'grant to', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END),
               string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', '
                          ORDER BY a.privilege_type)
        FROM changed o, LATERAL aclexplode(coalesce(o.acl, o.usual)) a
        GROUP BY o.class, o.oid, o.part, a.grantee
        """
}
