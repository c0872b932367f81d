extension LiveFault {
    /// Ways past grants and policies that PostgreSQL leaves to who owns things.
    static let ways = [
        LiveFault(
            "CREATE RULE also AS ON INSERT TO vendors DO ALSO UPDATE tenants SET display_name = 'x'",
            undo: ["DROP RULE also ON vendors"],
            expected: "table public.vendors: rule also acts with its owner's rights on every INSERT"),
        LiveFault(
            "CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog "
                + "AS 'BEGIN DELETE FROM public.users; RETURN NULL; END'", "ALTER FUNCTION wipe() OWNER TO fleetadmin",
            "REVOKE ALL ON FUNCTION wipe() FROM PUBLIC",
            "CREATE TRIGGER wipe AFTER INSERT ON vendors FOR EACH STATEMENT EXECUTE FUNCTION wipe()",
            undo: ["DROP FUNCTION wipe() CASCADE"],
            expected:
                "table public.vendors: trigger wipe runs public.wipe() with the rights of fleetadmin, and no list of "
                + "functions names it"),
        LiveFault(
            "CREATE TABLE child (secret text, tenant_id uuid) INHERITS (vehicle_models)",
            "ALTER TABLE child OWNER TO fleetadmin", "ALTER TABLE child ENABLE ROW LEVEL SECURITY",
            undo: ["DROP TABLE child"],
            expected:
                "table public.vehicle_models: hands on tenants' rows of its child public.child, without that one's policies"
        ),
        LiveFault(
            "CREATE EXTENSION citext", "ALTER EXTENSION citext ADD TABLE vendors",
            "ALTER TABLE vendors DISABLE ROW LEVEL SECURITY", "GRANT SELECT ON vendors TO PUBLIC",
            undo: [
                "REVOKE SELECT ON vendors FROM PUBLIC", "ALTER TABLE vendors ENABLE ROW LEVEL SECURITY",
                "ALTER EXTENSION citext DROP TABLE vendors", "DROP EXTENSION citext",
            ],
            expected: "table public.vendors: has tenants' rows, but row-level security is not enabled",
            "PUBLIC: may SELECT on table public.vendors"),
        LiveFault(
            "CREATE EXTENSION citext", "CREATE VIEW peek AS SELECT * FROM vendors",
            "ALTER EXTENSION citext ADD VIEW peek", "GRANT SELECT ON peek TO PUBLIC",
            undo: ["ALTER EXTENSION citext DROP VIEW peek", "DROP VIEW peek", "DROP EXTENSION citext"],
            expected: "PUBLIC: may SELECT on view public.peek",
            "view public.peek: reads with its owner's rights; set security_invoker = true"),
        LiveFault(
            "CREATE EXTENSION pgstattuple", "GRANT EXECUTE ON FUNCTION pg_relpages(regclass) TO PUBLIC",
            "GRANT EXECUTE ON FUNCTION pg_relpages(text) TO fleet_readonly", "CREATE EXTENSION pg_buffercache",
            "GRANT SELECT ON pg_buffercache TO fleet_webapp",
            undo: ["DROP EXTENSION pgstattuple", "DROP EXTENSION pg_buffercache"],
            expected: "PUBLIC: may EXECUTE on function public.pg_relpages(relname regclass)",
            "fleet_readonly: may EXECUTE on function public.pg_relpages(relname text)",
            "fleet_webapp: may SELECT on view public.pg_buffercache"),
        LiveFault(
            "CREATE VIEW information_schema.peek AS SELECT * FROM pg_catalog.pg_authid",
            "GRANT SELECT ON information_schema.peek TO PUBLIC", undo: ["DROP VIEW information_schema.peek"],
            expected:
                "view information_schema.peek: is in PostgreSQL's own schema, and neither PostgreSQL nor an extension made it"
        ),
        LiveFault(
            "CREATE FUNCTION pg_catalog.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER "
                + "AS 'SELECT count(*) FROM public.vendors'", undo: ["DROP FUNCTION pg_catalog.peek()"],
            expected: "function peek(): is in PostgreSQL's own schema, and neither PostgreSQL nor an extension made it"),
        LiveFault(
            "ALTER FUNCTION pg_ls_dir(text) OWNER TO fleet_webapp_user",
            undo: ["ALTER FUNCTION pg_ls_dir(text) OWNER TO postgres"],
            expected: "fleet_webapp_user: owns function pg_ls_dir(text)"),
        LiveFault(
            "CREATE FUNCTION tells(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 LEAKPROOF "
                + "AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
            "ALTER FUNCTION tells(text) OWNER TO fleetadmin",
            undo: ["DROP FUNCTION tells(text)"],
            expected:
                "function public.tells(text): is LEAKPROOF, and so sees rows before row-level security takes them away"),
        LiveFault(
            "ALTER DATABASE fleetdb SET session_replication_role = replica",
            undo: ["ALTER DATABASE fleetdb RESET session_replication_role"],
            expected: "database fleetdb: has session_replication_role set for whoever connects, which is not declared"),
        LiveFault(
            "ALTER ROLE ALL SET search_path = evil, public", undo: ["ALTER ROLE ALL RESET search_path"],
            expected: "every role: has search_path set for whoever connects, which is not declared"),
        LiveFault(
            "DROP TRIGGER audit ON vendors",
            "CREATE TRIGGER audit AFTER INSERT OR UPDATE OF name OR DELETE ON vendors "
                + "FOR EACH ROW EXECUTE FUNCTION record_db_user_audit('tenant_id')",
            undo: [
                "DROP TRIGGER audit ON vendors",
                "CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON vendors "
                    + "FOR EACH ROW EXECUTE FUNCTION record_db_user_audit('tenant_id')",
            ],
            expected:
                "table public.vendors: no trigger puts its INSERT, UPDATE, DELETE on record (record_db_user_audit)"),
        LiveFault(
            "DROP TRIGGER audit ON vendors",
            "CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON vendors "
                + "FOR EACH ROW WHEN (false) EXECUTE FUNCTION record_db_user_audit('tenant_id')",
            undo: [
                "DROP TRIGGER audit ON vendors",
                "CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON vendors "
                    + "FOR EACH ROW EXECUTE FUNCTION record_db_user_audit('tenant_id')",
            ],
            expected:
                "table public.vendors: no trigger puts its INSERT, UPDATE, DELETE on record (record_db_user_audit)"),
    ]
}
