extension CatalogueChange {
    static let privileges: [CatalogueChange] = [
        .init(
            "GRANT SELECT ON app.cars TO reader", undo: "REVOKE SELECT ON app.cars FROM reader",
            "table app.cars", "grant to reader"),
        .init(
            "GRANT UPDATE (name) ON app.cars TO reader", undo: "REVOKE UPDATE (name) ON app.cars FROM reader",
            "table app.cars", "column name grant to reader"),
        .init(
            "REVOKE TRUNCATE ON app.cars FROM postgres", undo: "GRANT TRUNCATE ON app.cars TO postgres",
            "table app.cars", "grant to the owner"),
        .init(
            "GRANT SELECT ON app.names TO PUBLIC", undo: "REVOKE SELECT ON app.names FROM PUBLIC",
            "view app.names", "grant to PUBLIC"),
        .init(
            "GRANT USAGE ON SEQUENCE app.numbers TO reader", undo: "REVOKE USAGE ON SEQUENCE app.numbers FROM reader",
            "sequence app.numbers", "grant to reader"),
        .init(
            "GRANT USAGE ON SCHEMA app TO reader WITH GRANT OPTION", undo: "REVOKE USAGE ON SCHEMA app FROM reader",
            "schema app", "grant to reader"),
        .init(
            "REVOKE EXECUTE ON FUNCTION app.twice(integer) FROM PUBLIC",
            undo: "GRANT EXECUTE ON FUNCTION app.twice(integer) TO PUBLIC", "function app.twice(integer)",
            "grant to PUBLIC"),
        .init(
            "REVOKE USAGE ON TYPE app.mood FROM PUBLIC", undo: "GRANT USAGE ON TYPE app.mood TO PUBLIC",
            "type app.mood", "grant to PUBLIC"),
        .init(
            "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC", undo: "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC",
            "language plpgsql", "grant to PUBLIC"),
        .init(
            "GRANT USAGE ON FOREIGN SERVER far TO reader", undo: "REVOKE USAGE ON FOREIGN SERVER far FROM reader",
            "foreign server far", "grant to reader"),
        .init(
            "GRANT SELECT ON LARGE OBJECT 424242 TO reader", undo: "REVOKE SELECT ON LARGE OBJECT 424242 FROM reader",
            "large object 424242", "grant to reader"),
        .init(
            "GRANT SET ON PARAMETER work_mem TO reader", undo: "REVOKE SET ON PARAMETER work_mem FROM reader",
            "parameter work_mem"),
        .init(
            "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC",
            undo: "GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC",
            "PostgreSQL's own function pg_catalog.pg_sleep(double precision)"),
        .init(
            "GRANT SELECT ON pg_catalog.pg_authid TO reader", undo: "REVOKE SELECT ON pg_catalog.pg_authid FROM reader",
            "PostgreSQL's own table pg_catalog.pg_authid"),
        .init(
            "ALTER DEFAULT PRIVILEGES FOR ROLE owner_one IN SCHEMA app GRANT SELECT ON TABLES TO reader",
            undo: "ALTER DEFAULT PRIVILEGES FOR ROLE owner_one IN SCHEMA app REVOKE SELECT ON TABLES FROM reader",
            "default privileges of owner_one in schema app on tables"),
        .init(
            "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            undo: "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC",
            "default privileges of postgres on functions"),
        .init("CREATE ROLE extra", undo: "DROP ROLE extra", "role extra"),
        .init("ALTER ROLE reader BYPASSRLS", undo: "ALTER ROLE reader NOBYPASSRLS", "role reader", "attributes"),
        .init("ALTER ROLE reader NOINHERIT", undo: "ALTER ROLE reader INHERIT", "role reader", "attributes"),
        .init(
            "ALTER ROLE writer CONNECTION LIMIT 5", undo: "ALTER ROLE writer CONNECTION LIMIT -1", "role writer",
            "connection limit"),
        .init(
            "ALTER ROLE writer VALID UNTIL '2030-01-01 00:00+00'", undo: "ALTER ROLE writer VALID UNTIL 'infinity'",
            "role writer", "valid until"),
        .init(
            "ALTER ROLE writer SET lock_timeout = '5s'", undo: "ALTER ROLE writer RESET lock_timeout", "role writer",
            "setting lock_timeout"),
        .init("GRANT reader TO writer", undo: "REVOKE reader FROM writer", "role writer", "member of reader"),
        .init(
            "GRANT reader TO owner_one WITH ADMIN OPTION", undo: "REVOKE reader FROM owner_one", "role owner_one",
            "member of reader"),
        .init("COMMENT ON ROLE reader IS 'reads'", undo: "COMMENT ON ROLE reader IS NULL", "role reader", "comment"),
    ]

    /// `DATABASE` is the name of the test's own.
    static let database: [CatalogueChange] = [
        .init(
            "GRANT CREATE ON DATABASE DATABASE TO reader", undo: "REVOKE CREATE ON DATABASE DATABASE FROM reader",
            "database", "grant to reader"),
        .init(
            "ALTER DATABASE DATABASE OWNER TO owner_one", undo: "ALTER DATABASE DATABASE OWNER TO postgres", "database",
            "owner"),
        .init(
            "ALTER DATABASE DATABASE SET lock_timeout = '5s'", undo: "ALTER DATABASE DATABASE RESET lock_timeout",
            "database", "setting lock_timeout"),
        .init(
            "ALTER ROLE writer IN DATABASE DATABASE SET lock_timeout = '5s'",
            undo: "ALTER ROLE writer IN DATABASE DATABASE RESET lock_timeout", "role writer",
            "setting lock_timeout in this database"),
        .init(
            "ALTER DATABASE DATABASE CONNECTION LIMIT 9", undo: "ALTER DATABASE DATABASE CONNECTION LIMIT -1",
            "database", "connection limit"),
        .init(
            "COMMENT ON DATABASE DATABASE IS 'x'", undo: "COMMENT ON DATABASE DATABASE IS NULL", "database", "comment"),
    ]
}
