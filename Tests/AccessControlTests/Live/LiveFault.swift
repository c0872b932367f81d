/// Something a superuser did to the server, what must be said about it, and how it is undone.
struct LiveFault: Sendable {
    let make: [String]
    let expected: [String]
    let undo: [String]

    init(_ make: String..., undo: [String], expected: String...) {
        self.make = make
        self.undo = undo
        self.expected = expected
    }

    static let all: [LiveFault] = privileges + roles + objects + beyond + ways

    private static let privileges = [
        LiveFault(
            "ALTER POLICY every_tenant ON vendors TO fleet_across_tenants, fleet_webapp",
            undo: ["ALTER POLICY every_tenant ON vendors TO fleet_across_tenants"],
            expected:
                "table public.vendors: policy every_tenant does not compare tenant_id with app.current_tenant_id alone"
        ),
        LiveFault(
            "DROP POLICY every_tenant ON vendors",
            undo: ["CREATE POLICY every_tenant ON vendors FOR SELECT TO fleet_across_tenants USING (true)"],
            expected: "table public.vendors: no policy lets fleet_across_tenants SELECT its tenant's rows"),
        LiveFault(
            "GRANT fleet_across_tenants TO fleet_webapp_user",
            undo: ["REVOKE fleet_across_tenants FROM fleet_webapp_user"],
            expected: "fleet_webapp_user: is a member of fleet_across_tenants"),
        LiveFault(
            "GRANT INSERT ON across_tenants_audit TO fleet_across_tenants",
            undo: ["REVOKE INSERT ON across_tenants_audit FROM fleet_across_tenants"],
            expected: "fleet_across_tenants: may INSERT on table public.across_tenants_audit",
            "fleet_jobs_user: can INSERT public.across_tenants_audit"),
        LiveFault(
            "GRANT DELETE ON vendors TO fleet_readonly", undo: ["REVOKE DELETE ON vendors FROM fleet_readonly"],
            expected: "fleet_readonly: may DELETE on table public.vendors",
            "fleet_readonly_user: can DELETE public.vendors"),
        LiveFault(
            "GRANT INSERT, UPDATE ON vendors TO fleet_readonly",
            undo: ["REVOKE INSERT, UPDATE ON vendors FROM fleet_readonly"],
            expected: "fleet_readonly: may INSERT, UPDATE on table public.vendors",
            "fleet_readonly_user: can INSERT public.vendors", "fleet_readonly_user: can UPDATE public.vendors"),
        LiveFault(
            "GRANT TRUNCATE ON vendors TO fleet_webapp", undo: ["REVOKE TRUNCATE ON vendors FROM fleet_webapp"],
            expected: "fleet_webapp: may TRUNCATE on table public.vendors",
            "fleet_webapp_user: can TRUNCATE table public.vendors"),
        LiveFault(
            "GRANT SELECT ON db_user_audit TO PUBLIC", undo: ["REVOKE SELECT ON db_user_audit FROM PUBLIC"],
            expected: "PUBLIC: may SELECT on table public.db_user_audit",
            "fleet_readonly_user: can SELECT public.db_user_audit",
            "fleet_webapp_user: can SELECT public.db_user_audit"),
        LiveFault(
            "GRANT INSERT ON db_user_audit TO fleet_webapp", undo: ["REVOKE INSERT ON db_user_audit FROM fleet_webapp"],
            expected: "fleet_webapp: may INSERT on table public.db_user_audit",
            "fleet_webapp_user: can INSERT public.db_user_audit"),
        LiveFault(
            "REVOKE SELECT ON vendors FROM fleet_readonly", undo: ["GRANT SELECT ON vendors TO fleet_readonly"],
            expected: "fleet_readonly: lacks SELECT on table public.vendors",
            "fleet_readonly_user: cannot SELECT public.vendors, which is declared"),
        LiveFault(
            "REVOKE USAGE ON SEQUENCE work_order_number_seq FROM fleet_webapp",
            undo: ["GRANT USAGE ON SEQUENCE work_order_number_seq TO fleet_webapp"],
            expected: "fleet_webapp: lacks USAGE on sequence public.work_order_number_seq",
            "fleet_webapp_user: cannot USAGE sequence public.work_order_number_seq, which is declared"),
        LiveFault(
            "GRANT UPDATE ON SEQUENCE work_order_number_seq TO fleet_readonly",
            undo: ["REVOKE UPDATE ON SEQUENCE work_order_number_seq FROM fleet_readonly"],
            expected: "fleet_readonly: may UPDATE on sequence public.work_order_number_seq",
            "fleet_readonly_user: can UPDATE sequence public.work_order_number_seq"),
        LiveFault(
            "GRANT UPDATE (name) ON vendors TO fleet_readonly",
            undo: ["REVOKE UPDATE (name) ON vendors FROM fleet_readonly"],
            expected: "fleet_readonly: may UPDATE (name) on table public.vendors"),
        LiveFault(
            "GRANT SELECT ON vendors TO fleet_readonly WITH GRANT OPTION",
            undo: ["REVOKE GRANT OPTION FOR SELECT ON vendors FROM fleet_readonly"],
            expected: "fleet_readonly: may grant on what it holds on table public.vendors"),
        LiveFault(
            "GRANT CREATE ON SCHEMA public TO fleet_webapp", undo: ["REVOKE CREATE ON SCHEMA public FROM fleet_webapp"],
            expected: "fleet_webapp: may CREATE on schema public",
            "fleet_webapp_user: can CREATE TABLE in schema public"),
        LiveFault(
            "GRANT TEMPORARY ON DATABASE fleetdb TO PUBLIC", undo: ["REVOKE TEMPORARY ON DATABASE fleetdb FROM PUBLIC"],
            expected: "PUBLIC: may TEMPORARY on database fleetdb", "fleet_webapp_user: can CREATE TEMPORARY TABLE"),
        LiveFault(
            "GRANT CONNECT ON DATABASE postgres TO fleet_readonly",
            undo: ["REVOKE CONNECT ON DATABASE postgres FROM fleet_readonly"],
            expected: "fleet_readonly: may CONNECT on database postgres"),
        LiveFault(
            "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO fleet_readonly",
            undo: ["REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM fleet_readonly"],
            expected: "fleet_readonly: may EXECUTE on function pg_read_file(text)"),
        LiveFault(
            "GRANT SELECT ON pg_authid TO fleet_readonly", undo: ["REVOKE SELECT ON pg_authid FROM fleet_readonly"],
            expected: "fleet_readonly: may SELECT on table pg_authid",
            "fleet_readonly_user: can read password verifiers"),
        LiveFault(
            "GRANT SET ON PARAMETER log_statement TO fleet_webapp",
            undo: ["REVOKE SET ON PARAMETER log_statement FROM fleet_webapp"],
            expected: "fleet_webapp: may SET on parameter log_statement"),
        LiveFault(
            "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
            undo: ["ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin IN SCHEMA public REVOKE SELECT ON TABLES FROM PUBLIC"],
            expected: "PUBLIC: will get SELECT on new tables of fleetadmin in schema public"),
    ]

    private static let roles = [
        LiveFault(
            "ALTER ROLE fleet_webapp_user BYPASSRLS", undo: ["ALTER ROLE fleet_webapp_user NOBYPASSRLS"],
            expected: "fleet_webapp_user: has BYPASSRLS"),
        LiveFault(
            "ALTER ROLE fleet_webapp_user SUPERUSER", undo: ["ALTER ROLE fleet_webapp_user NOSUPERUSER"],
            expected: "fleet_webapp_user: is a superuser", "fleet_webapp_user: can CREATE ROLE",
            "fleet_webapp_user: can DROP table public.vendors", "fleet_webapp_user: can ALTER table public.vendors",
            "fleet_webapp_user: can COPY to a program of the server", "fleet_webapp_user: can SET ROLE fleetadmin"),
        LiveFault(
            "ALTER ROLE fleet_readonly_user CREATEROLE", undo: ["ALTER ROLE fleet_readonly_user NOCREATEROLE"],
            expected: "fleet_readonly_user: has CREATEROLE", "fleet_readonly_user: can CREATE ROLE",
            "fleet_readonly_user: can GRANT fleetadmin to itself"),
        LiveFault(
            "GRANT pg_read_all_data TO fleet_readonly_user", undo: ["REVOKE pg_read_all_data FROM fleet_readonly_user"],
            expected: "fleet_readonly_user: can act as pg_read_all_data",
            "fleet_readonly_user: can SELECT public.db_user_audit",
            "fleet_readonly_user: can SET ROLE pg_read_all_data"),
        LiveFault(
            "GRANT pg_execute_server_program TO fleet_webapp",
            undo: ["REVOKE pg_execute_server_program FROM fleet_webapp"],
            expected: "fleet_webapp_user: can act as pg_execute_server_program",
            "fleet_webapp_user: can COPY to a program of the server"),
        LiveFault(
            "GRANT fleetadmin TO fleet_webapp_user", undo: ["REVOKE fleetadmin FROM fleet_webapp_user"],
            expected: "fleet_webapp_user: is a member of fleetadmin",
            "fleet_webapp_user: can act as the database's owner",
            "fleet_webapp_user: can SET ROLE fleetadmin", "fleet_webapp_user: can DROP table public.vendors"),
        LiveFault(
            "GRANT fleet_webapp TO fleet_readonly_user", undo: ["REVOKE fleet_webapp FROM fleet_readonly_user"],
            expected: "fleet_readonly_user: is a member of fleet_webapp",
            "fleet_readonly_user: can INSERT public.vendors"),
        LiveFault(
            "ALTER ROLE fleet_webapp_user NOINHERIT", undo: ["ALTER ROLE fleet_webapp_user INHERIT"],
            expected: "fleet_webapp_user: is a member of fleet_webapp, but only after SET ROLE (NOINHERIT)",
            "fleet_webapp_user: was not tried: the server does not let it in (42501)"),
        LiveFault(
            "ALTER ROLE fleet_readonly_user NOLOGIN", undo: ["ALTER ROLE fleet_readonly_user LOGIN"],
            expected: "fleet_readonly_user: cannot log in (NOLOGIN)",
            "fleet_readonly_user: was not tried: the server does not let it in (28000)"),
        LiveFault(
            "ALTER ROLE fleet_webapp_user CONNECTION LIMIT 500",
            undo: ["ALTER ROLE fleet_webapp_user CONNECTION LIMIT 50"],
            expected: "fleet_webapp_user: has connection limit 500, declared is 50"),
        LiveFault(
            "ALTER ROLE fleet_webapp_user SET statement_timeout = 0",
            undo: ["ALTER ROLE fleet_webapp_user SET statement_timeout = '30s'"],
            expected: "fleet_webapp_user: has statement_timeout '0', declared is '30s'"),
        LiveFault(
            "CREATE ROLE stranger IN ROLE fleet_webapp", undo: ["DROP ROLE stranger"],
            expected: "stranger: is a member of fleet_webapp"),
    ]

    private static let objects = [
        LiveFault(
            "ALTER TABLE vendors DISABLE ROW LEVEL SECURITY", undo: ["ALTER TABLE vendors ENABLE ROW LEVEL SECURITY"],
            expected: "table public.vendors: has tenants' rows, but row-level security is not enabled"),
        LiveFault(
            "INSERT INTO tenants (name, display_name) VALUES ('acme', 'Acme')",
            "ALTER TABLE tenants DISABLE ROW LEVEL SECURITY",
            undo: [
                "ALTER TABLE tenants ENABLE ROW LEVEL SECURITY", "ALTER TABLE tenants DISABLE TRIGGER audit",
                "DELETE FROM tenants", "ALTER TABLE tenants ENABLE TRIGGER audit",
                "TRUNCATE db_user_audit RESTART IDENTITY",
            ],
            expected: "table public.tenants: has tenants' rows, but row-level security is not enabled",
            "fleet_readonly_user: can see rows of table public.tenants without a tenant"),
        LiveFault(
            "CREATE POLICY open ON vendors USING (true)", undo: ["DROP POLICY open ON vendors"],
            expected: "table public.vendors: policy open does not compare tenant_id with app.current_tenant_id alone"),
        LiveFault(
            "ALTER TABLE vendors FORCE ROW LEVEL SECURITY", undo: ["ALTER TABLE vendors NO FORCE ROW LEVEL SECURITY"],
            expected: "table public.vendors: forces row-level security on its owner, so that pg_dump fails"),
        LiveFault(
            "CREATE TABLE drafts (tenant_id uuid NOT NULL)", "ALTER TABLE drafts OWNER TO fleetadmin",
            undo: ["DROP TABLE drafts"],
            expected: "table public.drafts: has tenants' rows, but row-level security is not enabled",
            "fleet_webapp: lacks SELECT, INSERT, UPDATE, DELETE on table public.drafts"),
        LiveFault(
            "ALTER TABLE vendors OWNER TO fleet_webapp_user", undo: ["ALTER TABLE vendors OWNER TO fleetadmin"],
            expected: "table public.vendors: belongs to fleet_webapp_user, not to fleetadmin",
            "fleet_webapp_user: can DROP table public.vendors", "fleet_webapp_user: can ALTER table public.vendors"),
        LiveFault(
            "ALTER VIEW open_work_orders RESET (security_invoker)",
            undo: ["ALTER VIEW open_work_orders SET (security_invoker = true)"],
            expected: "view public.open_work_orders: reads with its owner's rights; set security_invoker = true"),
        LiveFault(
            "ALTER FUNCTION record_db_user_audit() RESET search_path",
            undo: ["ALTER FUNCTION record_db_user_audit() SET search_path = pg_catalog, pg_temp"],
            expected: "function public.record_db_user_audit(): is SECURITY DEFINER without a search_path of its own"),
        LiveFault(
            "CREATE SCHEMA side AUTHORIZATION fleetadmin", "CREATE TABLE side.secrets (a int)",
            "GRANT SELECT ON side.secrets TO fleet_readonly", undo: ["DROP SCHEMA side CASCADE"],
            expected: "fleet_readonly: may SELECT on table side.secrets",
            "table side.secrets: belongs to postgres, not to fleetadmin"),
        LiveFault(
            "CREATE FOREIGN DATA WRAPPER billing", "GRANT USAGE ON FOREIGN DATA WRAPPER billing TO fleet_webapp",
            undo: ["DROP FOREIGN DATA WRAPPER billing CASCADE"],
            expected: "fleet_webapp: may USAGE on foreign data wrapper billing"),
    ]
}
