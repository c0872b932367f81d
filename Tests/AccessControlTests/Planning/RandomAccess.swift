import FleetTesting
import TestSupport

/// Grants, memberships and settings at random, as an unruly server has them. Each is a statement of the administrator,
/// so that its inverse can be the administrator's too.
struct RandomAccess {
    var random: SeededGenerator

    private let roles = [
        "fleet_webapp", "fleet_readonly", "fleet_across_tenants", "fleet_webapp_user", "fleet_jobs_user", "stranger",
        "lender",
    ]
    private let tables = [
        "users", "vehicles", "vendors", "tenants", "vehicle_models", "open_work_orders", "db_user_audit",
    ]
    private let actions = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]

    /// Made once by the superuser, before anything is compared.
    static let preparation = [
        "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE stranger", "CREATE ROLE lender",
        "GRANT lender TO fleetadmin", "GRANT stranger TO fleetadmin", "RESET SESSION AUTHORIZATION",
        "GRANT USAGE ON SCHEMA public TO lender",
        "CREATE TYPE mood AS ENUM ('good', 'bad')", "ALTER TYPE mood OWNER TO fleetadmin",
        "CREATE TABLE parted (tenant_id uuid, n int) PARTITION BY LIST (n)",
        "CREATE TABLE part PARTITION OF parted FOR VALUES IN (1)", "ALTER TABLE parted OWNER TO fleetadmin",
        "ALTER TABLE part OWNER TO fleetadmin", "CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS n FROM vendors",
        "ALTER MATERIALIZED VIEW counts OWNER TO fleetadmin",
        "CREATE TABLE child (extra int) INHERITS (vehicle_models)",
        "ALTER TABLE child OWNER TO fleetadmin", "CREATE FOREIGN DATA WRAPPER wrapper",
        "CREATE SERVER remote FOREIGN DATA WRAPPER wrapper",
        "ALTER SERVER remote OWNER TO fleetadmin", "CREATE FOREIGN TABLE distant (a int) SERVER remote",
        "ALTER FOREIGN TABLE distant OWNER TO fleetadmin", "SELECT lo_create(4711)",
        "ALTER LARGE OBJECT 4711 OWNER TO fleetadmin",
        "CREATE FUNCTION \"odd, name\"(a int, OUT b text, VARIADIC c mood[]) LANGUAGE sql AS $$ SELECT 'x' $$",
        "ALTER FUNCTION \"odd, name\" OWNER TO fleetadmin",
    ]

    mutating func statements(_ count: Int) -> [String] { (0..<count).flatMap { _ in statement() } }

    private mutating func statement() -> [String] {
        switch random.below(15) {
        case 0...3: [onTable()]
        case 4: ["REVOKE \(pick(actions)) ON \(pick(tables)) FROM \(pick(roles))"]
        case 5: ["GRANT \(pick(["SELECT", "UPDATE"])) (id) ON \(pick(["vendors", "users"])) TO \(pick(roles))"]
        case 6: lent()
        case 7: ["GRANT \(pick(["USAGE", "SELECT", "UPDATE"])) ON SEQUENCE work_order_number_seq TO \(grantee())"]
        case 8: ["GRANT \(pick(["CREATE", "USAGE"])) ON SCHEMA public TO \(grantee())"]
        case 9: ["GRANT \(pick(["CREATE", "TEMPORARY", "CONNECT"])) ON DATABASE fleetdb TO \(grantee())"]
        case 10: [role()]
        case 11: [byDefault()]
        case 12:
            [
                "GRANT \(pick(["fleet_webapp", "fleet_readonly"])) TO \(pick(["fleet_jobs_user", "stranger"]))\(pick(["", " WITH ADMIN OPTION"]))"
            ]
        case 13: membership()
        default: [onOther()]
        }
    }

    /// What came with PostgreSQL 16, which is refused before: options of a membership, and others' memberships.
    private mutating func membership() -> [String] {
        let (group, login) = (
            pick(["fleet_webapp", "fleet_readonly"]), pick(["fleet_webapp_user", "fleet_jobs_user"])
        )
        let options = pick(["INHERIT FALSE", "SET FALSE", "INHERIT FALSE, SET FALSE", "ADMIN TRUE, INHERIT FALSE"])
        if random.isOne(in: 2) { return ["GRANT \(group) TO \(login) WITH \(options)"] }
        return [
            "GRANT \(group) TO stranger WITH ADMIN TRUE", "SET ROLE stranger",
            "GRANT \(group) TO \(login) WITH \(options)", "RESET ROLE",
        ]
    }

    private mutating func onTable() -> String {
        let grantee = grantee()
        let option = grantee != "PUBLIC" && random.isOne(in: 4) ? " WITH GRANT OPTION" : ""
        let table = pick(tables + ["parted", "part", "counts", "child", "distant"])
        return "GRANT \(pick(actions)) ON \(table) TO \(grantee)\(option)"
    }

    /// One that was allowed to grant on does so.
    private mutating func lent() -> [String] {
        let (action, table) = (pick(["SELECT", "UPDATE"]), pick(["vendors", "users"]))
        return [
            "GRANT \(action) ON \(table) TO lender WITH GRANT OPTION", "SET ROLE lender",
            "GRANT \(action) ON \(table) TO \(pick(["fleet_webapp", "fleet_readonly", "stranger"]))", "RESET ROLE",
        ]
    }

    private mutating func role() -> String {
        let login = pick(["fleet_webapp_user", "fleet_readonly_user", "fleet_jobs_user"])
        return pick([
            "ALTER ROLE \(login) CONNECTION LIMIT 7", "ALTER ROLE \(login) SET work_mem = '8MB'",
            "ALTER ROLE \(login) SET search_path = \"$user\", public, \"a b\"",
            "ALTER ROLE \(login) RESET lock_timeout",
            "ALTER ROLE \(login) IN DATABASE fleetdb SET lock_timeout = '3s'", "ALTER ROLE \(login) CREATEDB",
            "ALTER ROLE \(login) NOINHERIT", "ALTER ROLE fleet_webapp LOGIN",
        ])
    }

    private mutating func byDefault() -> String {
        pick([
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT DELETE ON TABLES TO \(grantee())",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO \(grantee())",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM fleet_readonly",
            "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON ROUTINES TO PUBLIC",
            "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO \(pick(roles)) WITH GRANT OPTION",
        ])
    }

    private mutating func onOther() -> String {
        pick([
            "GRANT USAGE ON TYPE mood TO \(pick(roles)) WITH GRANT OPTION",
            "GRANT USAGE ON FOREIGN SERVER remote TO \(grantee())",
            "GRANT SELECT, UPDATE ON LARGE OBJECT 4711 TO \(grantee())",
            "GRANT EXECUTE ON FUNCTION touch_row() TO \(grantee())",
            "GRANT EXECUTE ON FUNCTION \"odd, name\" TO \(grantee())",
        ])
    }

    private mutating func grantee() -> String { pick(roles + ["PUBLIC"]) }

    private mutating func pick(_ some: [String]) -> String { some[random.below(some.count)] }
}
