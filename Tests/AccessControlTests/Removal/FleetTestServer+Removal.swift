import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver

extension FleetTestServer {
    var logins: [String: ConnectionConfiguration] {
        Dictionary(uniqueKeysWithValues: policy.logins.map { ($0.name, configuration($0.name)) })
    }

    func removal(of roles: [String], reassignTo: String? = nil) -> RoleRemoval {
        RoleRemoval(of: roles, administrator: configuration(policy.administrator), reassignTo: reassignTo)
    }

    /// A database beside Fleet's in which its roles hold something too.
    func addSecondDatabase() async throws {
        try await TestServer.withConnection(to: configuration(policy.administrator, in: "postgres")) { connection in
            _ = try await connection.query("CREATE DATABASE second")
        }
        try await run(
            [
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE TABLE letters (a int)",
                "GRANT SELECT, INSERT ON letters TO fleet_webapp, fleet_readonly",
                "GRANT DELETE ON letters TO fleet_webapp_user",
                "GRANT CONNECT ON DATABASE second TO fleet_webapp",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO fleet_webapp", "RESET SESSION AUTHORIZATION",
                "CREATE FUNCTION refuse_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$",
            ], in: "second")
    }

    func run(_ statements: [String], in database: String) async throws {
        try await TestServer.withConnection(to: superuser(in: database)) { connection in
            for statement in statements { _ = try await connection.query(SQL(verbatim: statement)) }
        }
    }

    func roles(like pattern: String) async throws -> [String] {
        try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query("SELECT rolname FROM pg_roles WHERE rolname LIKE \(pattern) ORDER BY 1")
                .map { try $0.decode(String.self, at: 0) }
        }
    }

    func memberships(of role: String) async throws -> [String] {
        try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query(
                "SELECT pg_get_userbyid(roleid) FROM pg_auth_members WHERE member = \(role)::regrole ORDER BY 1"
            ).map { try $0.decode(String.self, at: 0) }
        }
    }

    func exists(_ table: String) async throws -> Bool? {
        try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query("SELECT to_regclass(\(table)) IS NOT NULL").first?.decode(Bool.self, at: 0)
        }
    }

    func count(_ table: String) async throws -> Int {
        try await TestServer.withConnection(to: superuser()) { connection in
            let row = try await connection.query("SELECT count(*) FROM \(try Identifier(table))").first
            return try row?.decode(Int.self, at: 0) ?? 0
        }
    }
}
