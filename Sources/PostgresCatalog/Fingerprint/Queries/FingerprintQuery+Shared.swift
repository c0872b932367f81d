import PostgresDriver

/// What objects of every kind can have: owner, grants, comment, security label, extension.
extension FingerprintQuery {
    /// Who restores a dump becomes the owner of its extensions and of what comes with them.
    static let owners: SQL = """
        SELECT o.class::oid::int8, o.oid::int8, 'owner', pg_get_userbyid(o.owner)::text
        FROM (
            SELECT 'pg_class'::regclass AS class, oid, relowner AS owner FROM pg_catalog.pg_class
            WHERE relkind NOT IN ('i', 'I', 't', 'c')
            UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_catalog.pg_type
            UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_catalog.pg_proc
            UNION ALL SELECT 'pg_namespace'::regclass, oid, nspowner FROM pg_catalog.pg_namespace
            UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_catalog.pg_operator
            UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_catalog.pg_opclass
            UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_catalog.pg_opfamily
            UNION ALL SELECT 'pg_collation'::regclass, oid, collowner FROM pg_catalog.pg_collation
            UNION ALL SELECT 'pg_conversion'::regclass, oid, conowner FROM pg_catalog.pg_conversion
            UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_catalog.pg_ts_dict
            UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_catalog.pg_ts_config
            UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_catalog.pg_statistic_ext
            UNION ALL SELECT 'pg_language'::regclass, oid, lanowner FROM pg_catalog.pg_language
            UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, fdwowner FROM pg_catalog.pg_foreign_data_wrapper
            UNION ALL SELECT 'pg_foreign_server'::regclass, oid, srvowner FROM pg_catalog.pg_foreign_server
            UNION ALL SELECT 'pg_event_trigger'::regclass, oid, evtowner FROM pg_catalog.pg_event_trigger
            UNION ALL SELECT 'pg_publication'::regclass, oid, pubowner FROM pg_catalog.pg_publication
            UNION ALL SELECT 'pg_subscription'::regclass, oid, subowner FROM pg_catalog.pg_subscription
            UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner FROM pg_catalog.pg_largeobject_metadata
            UNION ALL SELECT 'pg_database'::regclass, oid, datdba FROM pg_catalog.pg_database
            UNION ALL SELECT 'pg_tablespace'::regclass, oid, spcowner FROM pg_catalog.pg_tablespace
        ) o
        WHERE NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
            WHERE d.refclassid = 'pg_extension'::regclass AND d.classid = o.class AND d.objid = o.oid
              AND d.deptype = 'e' AND x.extowner = o.owner)
        """

    /// A list that was never set is the default one. Who granted is said where it was not the owner.
    static let grants: SQL = """
        SELECT o.class::oid::int8, o.oid::int8,
               concat_ws(' ', nullif(o.part, ''), 'grant to', \(grantee),
                   CASE WHEN a.grantor <> o.owner THEN 'by ' || quote_ident(pg_get_userbyid(a.grantor)) END),
               \(granted)
        FROM (
            SELECT 'pg_class'::regclass AS class, oid, '' AS part, relowner AS owner,
                   coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)) AS acl
            FROM pg_catalog.pg_class WHERE oid >= 16384 AND relkind NOT IN ('i', 'I', 't', 'c')
            UNION ALL
            SELECT 'pg_class'::regclass, attrelid, format('column %I', attname), relowner, attacl
            FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_class c ON c.oid = attrelid
            WHERE attrelid >= 16384 AND attacl IS NOT NULL AND NOT attisdropped
            UNION ALL
            SELECT 'pg_type'::regclass, oid, '', typowner, coalesce(typacl, acldefault('T', typowner))
            FROM pg_catalog.pg_type WHERE oid >= 16384
            UNION ALL
            SELECT 'pg_class'::regclass, typrelid, 'row type', typowner, typacl
            FROM pg_catalog.pg_type WHERE typrelid >= 16384 AND typacl IS NOT NULL
            UNION ALL
            SELECT 'pg_proc'::regclass, oid, '', proowner, coalesce(proacl, acldefault('f', proowner))
            FROM pg_catalog.pg_proc WHERE oid >= 16384
            UNION ALL
            SELECT 'pg_namespace'::regclass, oid, '', nspowner, coalesce(nspacl, acldefault('n', nspowner))
            FROM pg_catalog.pg_namespace
            UNION ALL
            SELECT 'pg_language'::regclass, oid, '', lanowner, coalesce(lanacl, acldefault('l', lanowner))
            FROM pg_catalog.pg_language
            UNION ALL
            SELECT 'pg_foreign_data_wrapper'::regclass, oid, '', fdwowner, coalesce(fdwacl, acldefault('F', fdwowner))
            FROM pg_catalog.pg_foreign_data_wrapper
            UNION ALL
            SELECT 'pg_foreign_server'::regclass, oid, '', srvowner, coalesce(srvacl, acldefault('S', srvowner))
            FROM pg_catalog.pg_foreign_server
            UNION ALL
            SELECT 'pg_largeobject'::regclass, oid, '', lomowner, coalesce(lomacl, acldefault('L', lomowner))
            FROM pg_catalog.pg_largeobject_metadata
            UNION ALL
            SELECT 'pg_database'::regclass, oid, '', datdba, coalesce(datacl, acldefault('d', datdba))
            FROM pg_catalog.pg_database WHERE datname = current_database()
            UNION ALL
            SELECT 'pg_tablespace'::regclass, oid, '', spcowner, coalesce(spcacl, acldefault('t', spcowner))
            FROM pg_catalog.pg_tablespace
            UNION ALL
            SELECT 'pg_parameter_acl'::regclass, oid, '', 10, paracl FROM pg_catalog.pg_parameter_acl
        ) o, LATERAL aclexplode(o.acl) a
        GROUP BY o.class, o.oid, o.part, o.owner, a.grantee, a.grantor
        """

    static let defaultPrivileges: SQL = """
        SELECT 'pg_default_acl'::regclass::oid::int8, o.oid::int8, 'grant to ' || \(grantee), \(granted)
        FROM (SELECT oid, defaclrole AS owner, defaclacl AS acl FROM pg_catalog.pg_default_acl) o,
        LATERAL aclexplode(o.acl) a GROUP BY o.oid, o.owner, a.grantee
        """

    private static let grantee: SQL = """
        CASE WHEN a.grantee = 0 THEN 'PUBLIC' WHEN a.grantee = o.owner THEN 'the owner'
             ELSE quote_ident(pg_get_userbyid(a.grantee)) END
        """

    private static let granted: SQL = """
        string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', '
                   ORDER BY a.privilege_type)
        """

    static let comments: SQL = """
        SELECT d.classoid::int8, d.objoid::int8,
               concat_ws(' ', 'column ' || quote_ident(a.attname), 'comment'), d.description
        FROM pg_catalog.pg_description d
        LEFT JOIN pg_catalog.pg_attribute a ON d.objsubid > 0 AND a.attrelid = d.objoid AND a.attnum = d.objsubid
        WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass OR d.classoid = 'pg_language'::regclass
               OR d.classoid = 'pg_extension'::regclass)
        UNION ALL
        SELECT classoid::int8, objoid::int8, 'comment', description FROM pg_catalog.pg_shdescription
        """

    static let securityLabels: SQL = """
        SELECT s.classoid::int8, s.objoid::int8,
               concat_ws(' ', 'column ' || quote_ident(a.attname), 'security label for', quote_ident(s.provider)), s.label
        FROM pg_catalog.pg_seclabel s
        LEFT JOIN pg_catalog.pg_attribute a ON s.objsubid > 0 AND a.attrelid = s.objoid AND a.attnum = s.objsubid
        UNION ALL
        SELECT classoid::int8, objoid::int8, 'security label for ' || quote_ident(provider), label
        FROM pg_catalog.pg_shseclabel
        """

    static let extensionMembers: SQL = """
        SELECT d.classid::int8, d.objid::int8,
               CASE d.deptype WHEN 'e' THEN 'came with' ELSE 'depends on extension ' || quote_ident(extname) END,
               CASE d.deptype WHEN 'e' THEN 'extension ' || quote_ident(extname) ELSE 'yes' END
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
        WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype IN ('e', 'x')
        """
}
