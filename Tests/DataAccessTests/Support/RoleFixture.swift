import DataAccessTesting
import Logging
import PostgresDriver

@testable import DataAccess

/// A database with three logins of its own and a table whose rows belong to tenants.
struct RoleFixture {
    let database: TestDatabase
    /// Logins belong to the whole server, so every test has names of its own.
    let suffix: String
    let password = "a password of tests"

    func login(_ pool: PoolName) -> String { "\(pool)_\(suffix)" }

    /// A configuration of small pools; a test changes what it is about.
    var configuration: DatabaseConfiguration {
        let target = database.configuration(user: "", password: "")
        return DatabaseConfiguration(
            endpoint: target.endpoint, database: database.name, tls: target.tls, admin: pool(.admin, maximum: 2),
            webapp: pool(.webapp, maximum: 4), readonly: pool(.readonly, maximum: 4),
            healthCheckInterval: .milliseconds(50))
    }

    func pool(_ name: PoolName, maximum: Int) -> PoolConfiguration {
        let password = password
        var pool = PoolConfiguration(user: login(name), password: { password }, maximum: maximum)
        // Beside many other tests callers wait for long, which is nobody's overload.
        pool.shedsLoad = false
        pool.acquireTimeout = .seconds(60)
        return pool
    }

    /// Runs a statement as the superuser.
    func asSuperuser(_ statements: SQL...) async throws {
        try await database.withConnection { connection in
            for statement in statements { _ = try await connection.query(statement) }
        }
    }

    /// How many rows the table has, whoever they belong to.
    func rows() async throws -> Int {
        try await database.withConnection { connection in
            try await connection.query("SELECT count(*) FROM notes")[0].decode(Int.self, at: 0)
        }
    }

    fileprivate func create() async throws {
        for pool in PoolName.allCases {
            try await asSuperuser(
                SQL(verbatim: "CREATE ROLE \(login(pool)) LOGIN PASSWORD '\(password)'"))
        }
        try await asSuperuser(
            "CREATE TABLE notes (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL, body text UNIQUE)",
            "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
            """
            CREATE POLICY own_rows ON notes
            USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
            """,
            SQL(verbatim: "ALTER TABLE notes OWNER TO \(login(.admin))"),
            SQL(verbatim: "GRANT ALL ON notes TO \(login(.webapp)), \(login(.readonly))"))
    }

    fileprivate func drop() async throws {
        for pool in PoolName.allCases {
            try await asSuperuser(
                SQL(verbatim: "DROP OWNED BY \(login(pool)) CASCADE"), SQL(verbatim: "DROP ROLE \(login(pool))"))
        }
    }
}

/// Runs a test with the fixture; logins and database are dropped afterwards.
func withRoles(_ body: (RoleFixture) async throws -> Void) async throws {
    try await withTestDatabase { database in
        let fixture = RoleFixture(database: database, suffix: database.name)
        try await fixture.create()
        do {
            try await body(fixture)
        } catch {
            try? await fixture.drop()
            throw error
        }
        try await fixture.drop()
    }
}

/// Runs a test with a running database; everything is closed afterwards.
func withDatabase(
    _ change: (inout DatabaseConfiguration) -> Void = { _ in }, naming: (any StatementNaming)? = nil,
    logger: Logger = .quiet, _ body: (Database, RoleFixture) async throws -> Void
) async throws {
    try await withRoles { fixture in
        var configuration = fixture.configuration
        change(&configuration)
        let database = try Database(configuration: configuration, naming: naming, logger: logger)
        try await withRunning(database) { try await body(database, fixture) }
    }
}

/// Runs a test while a database runs; everything is closed afterwards.
func withRunning(_ database: Database, _ body: () async throws -> Void) async throws {
    try await database.start()
    let running = Task { try await database.run() }
    do {
        try await body()
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
    running.cancel()
    try await running.value
}
