import DataAccessTesting
import FleetTesting
import Migrations
import PostgresDriver
import Testing

/// The project's own migrations, as their administrator, on a server of their own: roles belong to a whole server.
@Suite struct FleetMigrationsTests {
    @Test func applyRollBackAndApplyAgain() async throws {
        let server = try await TestServer.start()
        let files = try MigrationDirectory.load(FleetFiles.path("migrations"))
        #expect(files.map(\.version) == [30, 31, 32, 33, 34])
        #expect(MigrationDirectory.gaps(in: files).isEmpty)
        try await server.withDatabase { database in
            try await bootstrap(database)
            let runner = MigrationRunner(
                connection: database.configuration(user: "fleetadmin", password: "only-for-this-test"), files: files,
                toolVersion: "1.0")
            #expect(try await runner.apply() == [30, 31, 32, 33, 34])
            let after = try await roles(database)
            for _ in 1...2 {
                #expect(try await runner.rollback(to: 30) == [34, 33, 32, 31])
                #expect(try await roles(database) == ["fleetadmin"])
                #expect(try await runner.apply() == [31, 32, 33, 34])
                #expect(try await roles(database) == after)
            }
            #expect(try await runner.rollback(to: 0) == [34, 33, 32, 31, 30])
            #expect(try await runner.apply() == [30, 31, 32, 33, 34])
            // The database is dropped by whoever made it, and its roles must not own anything in it by then.
            #expect(try await runner.rollback(to: 0) == [34, 33, 32, 31, 30])
        }
        try await server.stop()
    }

    private func bootstrap(_ database: TestDatabase) async throws {
        let script = try SQLScript.load(FleetFiles.path("bootstrap.sql"))
        try await database.withConnection { connection in
            try await script.run(on: connection)
            let name = try Identifier(database.name)
            _ = try await connection.query("ALTER ROLE fleetadmin PASSWORD 'only-for-this-test'")
            _ = try await connection.query("ALTER DATABASE \(name) OWNER TO fleetadmin")
        }
    }

    private func roles(_ database: TestDatabase) async throws -> [String] {
        try await database.withConnection { connection in
            try await connection.query("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'fleet%' ORDER BY 1")
                .map { row in try row.decode(String.self, at: 0) }
        }
    }
}
