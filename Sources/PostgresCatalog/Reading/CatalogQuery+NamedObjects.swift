import PostgresDriver

extension CatalogQuery {
    static let namedObjects: SQL = """
        SELECT o.oid::int8, o.kind, o.schema, o.name, pg_get_userbyid(o.owner),
               EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.class AND d.objid = o.oid
                       AND d.deptype = 'e')
        FROM (\(namedObjectColumns)) o ORDER BY 2, 3, 4
        """

    /// (kind, class, object, schema, name, owner, list). An array's type has its element's privileges and a table's row
    /// type none that matter. PostgreSQL's own languages and tablespaces come too; a parameter belongs to the superuser
    /// that initdb made.
    static let namedObjectColumns: SQL = """
        SELECT 'type' AS kind, 'pg_type'::regclass AS class, t.oid, n.nspname AS schema, t.typname::text AS name,
               t.typowner AS owner, coalesce(t.typacl, acldefault('T', t.typowner)) AS acl
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE \(isOurs) AND t.typcategory <> 'A' AND t.typtype <> 'm' AND t.typisdefined
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')
        UNION ALL
        SELECT 'language', 'pg_language'::regclass, oid, NULL, lanname, lanowner,
               coalesce(lanacl, acldefault('l', lanowner))
        FROM pg_catalog.pg_language
        UNION ALL
        SELECT 'foreign_data_wrapper', 'pg_foreign_data_wrapper'::regclass, oid, NULL, fdwname, fdwowner,
               coalesce(fdwacl, acldefault('F', fdwowner))
        FROM pg_catalog.pg_foreign_data_wrapper
        UNION ALL
        SELECT 'foreign_server', 'pg_foreign_server'::regclass, oid, NULL, srvname, srvowner,
               coalesce(srvacl, acldefault('S', srvowner))
        FROM pg_catalog.pg_foreign_server
        UNION ALL
        SELECT 'large_object', 'pg_largeobject'::regclass, oid, NULL, oid::text, lomowner,
               coalesce(lomacl, acldefault('L', lomowner))
        FROM pg_catalog.pg_largeobject_metadata
        UNION ALL
        SELECT 'tablespace', 'pg_tablespace'::regclass, oid, NULL, spcname, spcowner,
               coalesce(spcacl, acldefault('t', spcowner))
        FROM pg_catalog.pg_tablespace
        UNION ALL
        SELECT 'parameter', 'pg_parameter_acl'::regclass, oid, NULL, parname, 10, paracl
        FROM pg_catalog.pg_parameter_acl
        """
}
