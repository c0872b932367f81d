extension LiveFault {
    /// What came with PostgreSQL 16 and 17: memberships with options, new roles of PostgreSQL's own, MAINTAIN. There who
    /// makes a role administers it, so that it can never be above its maker.
    static let sinceSixteen = [
        LiveFault(
            "ALTER ROLE fleet_readonly_user CREATEROLE", undo: ["ALTER ROLE fleet_readonly_user NOCREATEROLE"],
            expected: "fleet_readonly_user: has CREATEROLE", "fleet_readonly_user: can CREATE ROLE"
        ).since(160_000),
        LiveFault(
            "GRANT fleet_webapp TO fleet_webapp_user WITH INHERIT FALSE GRANTED BY fleetadmin",
            undo: ["GRANT fleet_webapp TO fleet_webapp_user WITH INHERIT TRUE GRANTED BY fleetadmin"],
            expected: "fleet_webapp_user: is a member of fleet_webapp, but only after SET ROLE (NOINHERIT)",
            "fleet_webapp_user: was not tried: the server does not let it in (42501)"
        ).since(160_000),
        LiveFault(
            "GRANT fleet_webapp TO fleet_readonly_user WITH INHERIT FALSE, SET TRUE",
            undo: ["REVOKE fleet_webapp FROM fleet_readonly_user"],
            expected: "fleet_readonly_user: is a member of fleet_webapp"
        ).since(160_000),
        LiveFault(
            "GRANT fleet_audit TO fleet_webapp_user WITH INHERIT FALSE, SET FALSE",
            undo: ["REVOKE fleet_audit FROM fleet_webapp_user"],
            expected: "fleet_webapp_user: is a member of fleet_audit"
        ).since(160_000),
        LiveFault(
            "GRANT pg_read_all_data TO fleet_readonly_user WITH INHERIT FALSE, SET FALSE, ADMIN TRUE",
            undo: ["REVOKE pg_read_all_data FROM fleet_readonly_user"],
            expected: "fleet_readonly_user: can act as pg_read_all_data"
        ).since(160_000),
        LiveFault(
            "GRANT pg_create_subscription TO fleet_webapp", undo: ["REVOKE pg_create_subscription FROM fleet_webapp"],
            expected: "fleet_webapp_user: can act as pg_create_subscription"
        ).since(160_000),
        LiveFault(
            "GRANT pg_use_reserved_connections TO fleet_readonly_user",
            undo: ["REVOKE pg_use_reserved_connections FROM fleet_readonly_user"],
            expected: "fleet_readonly_user: can act as pg_use_reserved_connections"
        ).since(160_000),
        LiveFault(
            "GRANT MAINTAIN ON vendors TO fleet_readonly", undo: ["REVOKE MAINTAIN ON vendors FROM fleet_readonly"],
            expected: "fleet_readonly: may MAINTAIN on table public.vendors"
        ).since(170_000),
        LiveFault(
            "GRANT MAINTAIN ON vendors TO PUBLIC", undo: ["REVOKE MAINTAIN ON vendors FROM PUBLIC"],
            expected: "PUBLIC: may MAINTAIN on table public.vendors"
        ).since(170_000),
        LiveFault(
            "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin GRANT MAINTAIN ON TABLES TO fleet_readonly",
            undo: ["ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin REVOKE MAINTAIN ON TABLES FROM fleet_readonly"],
            expected: "fleet_readonly: will get MAINTAIN on new tables of fleetadmin"
        ).since(170_000),
        LiveFault(
            "GRANT pg_maintain TO fleet_webapp", undo: ["REVOKE pg_maintain FROM fleet_webapp"],
            expected: "fleet_webapp_user: can act as pg_maintain"
        ).since(170_000),
    ]
}
