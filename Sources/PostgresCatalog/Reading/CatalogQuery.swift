import PostgresDriver

/// The statements that read a snapshot. Every kind of relation comes through, so that one this version does not know is
/// an error and not an omission.
enum CatalogQuery {
    static let version: SQL = "SELECT current_setting('server_version_num')::int4, current_user::text"

    /// Names are told with their schema, whatever the session looks through. Compiling these queries takes longer than
    /// running them: a tenth of a second each on a database of 2,000 tables.
    static let session: SQL = """
        SELECT set_config('search_path', 'pg_catalog', true), set_config('jit', 'off', true)
        """

    static let roles: SQL = "SELECT \(roleColumns) ORDER BY rolname"

    /// What stands between SELECT and the condition.
    static let roleColumns: SQL = """
        rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolinherit
        FROM pg_catalog.pg_roles
        """

    static let memberships: SQL = "SELECT \(membershipColumns) ORDER BY 1, 2"

    // inherit_option and set_option came with PostgreSQL 16; before, the member's own attribute decides, and SET ROLE
    // is always possible.
    /// What stands between SELECT and the condition.
    static let membershipColumns: SQL = """
        pg_get_userbyid(m.member), pg_get_userbyid(m.roleid),
        coalesce((to_jsonb(m) ->> 'inherit_option')::bool, r.rolinherit),
        coalesce((to_jsonb(m) ->> 'set_option')::bool, true), m.admin_option, pg_get_userbyid(m.grantor)
        FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member
        """

    static let settings: SQL = """
        SELECT r.rolname, d.datname, left(entry, strpos(entry, '=') - 1), substr(entry, strpos(entry, '=') + 1)
        FROM pg_catalog.pg_db_role_setting s
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
        LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        CROSS JOIN LATERAL unnest(s.setconfig) AS entry
        ORDER BY 1, 2, 3
        """

    static let settingTypes: SQL = """
        SELECT lower(name), vartype, unit, context IN ('user', 'backend') FROM pg_catalog.pg_settings
        """

    static let databases: SQL = """
        SELECT oid::int8, datname, pg_get_userbyid(datdba), datname = current_database(), datallowconn,
               datistemplate
        FROM pg_catalog.pg_database ORDER BY datname
        """

    static let schemas: SQL = """
        SELECT n.oid::int8, n.nspname, pg_get_userbyid(n.nspowner)
        FROM pg_catalog.pg_namespace n WHERE \(isOurs) ORDER BY n.nspname
        """

    static let relations: SQL = """
        SELECT c.oid::int8, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner),
               c.relrowsecurity, c.relforcerowsecurity,
               coalesce((SELECT option_value::bool FROM pg_options_to_table(c.reloptions)
                         WHERE option_name = 'security_invoker'), false),
               \(isExtensions) AND NOT EXISTS (
                   SELECT FROM pg_catalog.pg_rewrite w
                   JOIN pg_catalog.pg_depend u ON u.classid = 'pg_rewrite'::regclass AND u.objid = w.oid
                   JOIN pg_catalog.pg_class r ON u.refclassid = 'pg_class'::regclass AND r.oid = u.refobjid
                   JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                   WHERE w.ev_class = c.oid AND c.relkind IN ('v', 'm') AND \(isOurs)
                     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass
                                     AND d.objid = r.oid AND d.deptype = 'e')),
               ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
               ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                     ORDER BY a.attnum),
               (SELECT tn.nspname || '.' || t.relname FROM pg_catalog.pg_depend d
                JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
                JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
                WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
                  AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')),
               EXISTS (SELECT FROM pg_catalog.pg_depend d
                       WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
                         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype = 'i'),
               -- UPDATE, INSERT and DELETE are the bits 2, 3 and 4. A wrapper without handler cannot be asked.
               CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_foreign_table f
                                 JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
                                 JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
                                 WHERE f.ftrelid = c.oid AND w.fdwhandler = 0)
                    THEN false ELSE pg_relation_is_updatable(c.oid, false) & 28 = 28 END,
               ARRAY(SELECT pn.nspname || '.' || p.relname FROM pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                     JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                     WHERE i.inhrelid = c.oid ORDER BY 1),
               -- An extension's own grants are kept here, if it made any; without that, tables are their owner's alone.
               EXISTS (SELECT FROM pg_catalog.pg_init_privs i, aclexplode(i.initprivs) a
                       WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
                         AND i.privtype = 'e' AND a.grantee = 0 AND a.privilege_type = 'SELECT'),
               ARRAY(SELECT format_type(a.atttypid, NULL) FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE \(isOurs) AND c.relkind NOT IN ('i', 'I', 't', 'c') ORDER BY 2, 3
        """

    static let policies: SQL = """
        SELECT p.polrelid::int8, p.polname, p.polcmd, p.polpermissive,
               ARRAY(SELECT CASE WHEN member = 0 THEN '' ELSE pg_get_userbyid(member)::text END
                     FROM unnest(p.polroles) AS member),
               pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        FROM pg_catalog.pg_policy p ORDER BY 1, 2
        """

    static let functions: SQL = """
        SELECT p.oid::int8, n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
               pg_get_userbyid(p.proowner),
               p.prosecdef OR EXISTS (
                   SELECT FROM pg_catalog.pg_aggregate a
                   JOIN pg_catalog.pg_proc f ON f.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
                       a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)
                   WHERE a.aggfnoid = p.oid AND f.prosecdef),
               p.prokind = 'a'
               OR EXISTS (SELECT FROM unnest(p.proconfig) AS entry WHERE entry LIKE 'search\\_path=%'),
               EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_proc'::regclass
                       AND d.objid = p.oid AND d.deptype = 'e'), p.proleakproof,
               EXISTS (SELECT FROM aclexplode(coalesce(
                           (SELECT i.initprivs FROM pg_catalog.pg_init_privs i
                            WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.privtype = 'e'),
                           acldefault('f', p.proowner))) a WHERE a.grantee = 0)
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE \(isOurs) ORDER BY 2, 3, 4
        """

    /// Whether a relation is an extension's.
    private static let isExtensions: SQL = """
        EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND d.deptype = 'e')
        """

    /// A rule without action says `<>`.
    static let rules: SQL = """
        SELECT ev_class::int8, rulename, CASE ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END
        FROM pg_catalog.pg_rewrite
        WHERE ev_type <> '1' AND ev_enabled <> 'D' AND ev_action::text <> '<>' ORDER BY 1, 2
        """

    static let triggers: SQL = """
        SELECT t.tgrelid::int8, t.tgname, p.proname, n.nspname, t.tgenabled IN ('O', 'A'), t.tgtype::int4,
               -- 1 is FOR EACH ROW, 28 are INSERT, DELETE and UPDATE; a statement's trigger may be given the rows.
               t.tgqual IS NULL AND t.tgattr::text = '' AND (t.tgtype & 1 = 1 OR t.tgtype & 28 = 0
               OR t.tgnewtable IS NOT NULL OR t.tgoldtable IS NOT NULL)
        FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
             JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE NOT t.tgisinternal ORDER BY 1, 2
        """

    static let isOurs: SQL = """
        (n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp|toast_temp)(_|$)')
        """
}
