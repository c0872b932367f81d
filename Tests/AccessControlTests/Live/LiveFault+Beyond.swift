extension LiveFault {
    /// What lies beside tables and grants: the audit, other databases, large objects, servers, new objects.
    static let beyond = [
        LiveFault(
            "GRANT INSERT ON db_user_audit TO fleetadmin", undo: ["REVOKE INSERT ON db_user_audit FROM fleetadmin"],
            expected: "fleetadmin: may INSERT on table public.db_user_audit"),
        LiveFault(
            "ALTER TABLE vendors DISABLE TRIGGER audit", undo: ["ALTER TABLE vendors ENABLE TRIGGER audit"],
            expected:
                "table public.vendors: no trigger puts its INSERT, UPDATE, DELETE on record (record_db_user_audit)"),
        LiveFault(
            "DROP TRIGGER audit_truncate ON users",
            undo: [
                "CREATE TRIGGER audit_truncate AFTER TRUNCATE ON users FOR EACH STATEMENT EXECUTE FUNCTION record_db_user_audit('tenant_id')"
            ],
            expected: "table public.users: no trigger puts its TRUNCATE on record (record_db_user_audit)"),
        LiveFault(
            "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin GRANT EXECUTE ON ROUTINES TO PUBLIC",
            undo: ["ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin REVOKE EXECUTE ON ROUTINES FROM PUBLIC"],
            expected: "PUBLIC: will get EXECUTE on new functions of fleetadmin"),
        LiveFault(
            "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin GRANT USAGE ON TYPES TO PUBLIC",
            undo: ["ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin REVOKE USAGE ON TYPES FROM PUBLIC"],
            expected: "PUBLIC: will get USAGE on new types of fleetadmin"),
        LiveFault(
            "GRANT EXECUTE ON FUNCTION touch_row() TO PUBLIC",
            undo: ["REVOKE EXECUTE ON FUNCTION touch_row() FROM PUBLIC"],
            expected: "PUBLIC: may EXECUTE on function public.touch_row()"),
        LiveFault(
            "CREATE ROLE between NOINHERIT IN ROLE fleet_webapp", "GRANT between TO fleet_readonly_user",
            undo: ["DROP ROLE between"], expected: "fleet_readonly_user: is a member of between",
            "between: is a member of fleet_webapp"),
        LiveFault(
            "SELECT lo_create(4711)", "GRANT SELECT ON LARGE OBJECT 4711 TO fleet_readonly",
            undo: ["SELECT lo_unlink(4711)"],
            expected: "fleet_readonly: may SELECT on large object 4711"),
        LiveFault(
            "CREATE FOREIGN DATA WRAPPER nothing", "CREATE SERVER remote FOREIGN DATA WRAPPER nothing",
            "CREATE FOREIGN TABLE distant (a int) SERVER remote",
            "GRANT USAGE ON FOREIGN SERVER remote TO fleet_webapp",
            undo: ["DROP FOREIGN DATA WRAPPER nothing CASCADE"],
            expected: "fleet_webapp: may USAGE on foreign server remote",
            "foreign table public.distant: cannot keep tenants apart, and is not declared under global_tables"),
        LiveFault(
            "CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM vendors",
            "GRANT SELECT ON totals TO fleet_readonly", undo: ["DROP MATERIALIZED VIEW totals"],
            expected:
                "materialized view public.totals: cannot keep tenants apart, and is not declared under global_tables"),
        LiveFault(
            "CREATE TABLE parted (tenant_id uuid, n int) PARTITION BY LIST (n)",
            "CREATE TABLE part PARTITION OF parted FOR VALUES IN (1)", undo: ["DROP TABLE parted"],
            expected: "partitioned table public.parted: has tenants' rows, but row-level security is not enabled",
            "table public.part: has tenants' rows, but row-level security is not enabled"),
        LiveFault(
            "CREATE PUBLICATION everything", "ALTER PUBLICATION everything OWNER TO fleet_audit",
            undo: ["DROP PUBLICATION everything"], expected: "fleet_audit: owns publication everything"),
    ]
}
