import DataAccessTesting
import LocalPostgres
import PostgresCatalog
import PostgresDriver
import ProcessSupervision
import Testing

/// What the fingerprint does not depend on.
@Suite struct FingerprintSameTests {
    @Test func aRestoredDumpIsTheSame() async throws {
        let server = try await TestServer.start()
        try await server.withDatabase { original in
            try await original.withConnection { connection in
                for statement in CatalogueChange.scene where !statement.hasPrefix("CREATE SUBSCRIPTION") {
                    _ = try await connection.query(SQL(verbatim: statement))
                }
                for change in CatalogueChange.privileges where change.change.hasPrefix("GRANT") {
                    _ = try await connection.query(SQL(verbatim: change.change))
                }
                _ = try await connection.query(
                    "INSERT INTO app.cars (name) SELECT 'n' || i FROM generate_series(1, 99) i")
                _ = try await connection.query("REFRESH MATERIALIZED VIEW app.counts")
            }
            try await server.withDatabase { copy in
                let dump = "\(server.server.directory)/dump"
                try await run("pg_dump", ["--format=custom", "--file=\(dump)"], original)
                try await run("pg_restore", ["--exit-on-error", "--dbname=\(copy.name)", dump], copy)
                let (first, second) = (try await fingerprint(original), try await fingerprint(copy))
                let differences = first.differences(to: second)
                #expect(differences.isEmpty, "\(differences)")
                #expect(first.hash == second.hash)
            }
        }
        try await server.stop()
    }

    @Test func theOrderInWhichThingsWereMadeAndWhatWasDroppedMeanwhileAreNotInIt() async throws {
        let server = try await TestServer.start()
        func hash(of statements: [String]) async throws -> String {
            try await server.withDatabase { database in
                try await database.withConnection { connection in
                    for statement in statements { _ = try await connection.query(SQL(verbatim: statement)) }
                }
                return try await fingerprint(database).hash
            }
        }
        let roles = ["CREATE ROLE a", "CREATE ROLE b"]
        let one = [
            "CREATE TABLE t (x integer, y text)", "CREATE TABLE u (x integer)", "CREATE INDEX t_x ON t (x)",
            "CREATE INDEX t_y ON t (y)", "GRANT SELECT, INSERT ON t TO a", "GRANT SELECT ON t TO b",
            "ALTER ROLE a SET lock_timeout = '1s'", "ALTER ROLE a SET work_mem = '1MB'",
        ]
        let other = [
            "CREATE TABLE u (x integer)", "CREATE TABLE t (gone integer, x integer, dropped date, y text)",
            "ALTER TABLE t DROP COLUMN gone", "GRANT SELECT ON t TO b", "CREATE INDEX t_y ON t (y)",
            "ALTER TABLE t DROP COLUMN dropped", "CREATE INDEX t_x ON t (x)", "GRANT INSERT ON t TO a",
            "GRANT SELECT ON t TO a", "ALTER ROLE a RESET ALL", "ALTER ROLE a SET work_mem = '1MB'",
            "ALTER ROLE a SET lock_timeout = '1s'",
        ]
        let first = try await hash(of: roles + one)
        let second = try await hash(of: other)
        #expect(first == second)
        let moved = try await hash(
            of: other.map { $0.replacing("gone integer, x integer", with: "gone integer, z text") }
                .map { $0.replacing("(x)", with: "(z)") })
        #expect(moved != first)
        try await server.stop()
    }

    @Test func theSettingsOfTheSessionAreNotInIt() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                for statement: SQL in [
                    "CREATE TABLE public.t (at timestamptz DEFAULT '2020-01-01 00:00+00', p float8 DEFAULT 0.1)",
                    "CREATE VIEW public.v AS SELECT at FROM public.t WHERE at > '2021-06-01 12:00+00'",
                ] { _ = try await connection.query(statement) }
                let own = ["table public.t", "view public.v"]
                let first = try await Fingerprint.readCatalogue(from: connection).excluding { !own.contains($0) }
                for setting: SQL in [
                    "SET search_path = public", "SET timezone = 'Asia/Tokyo'", "SET quote_all_identifiers = on",
                    "SET extra_float_digits = 0",
                ] { _ = try await connection.query(setting) }
                let second = try await Fingerprint.readCatalogue(from: connection).excluding { !own.contains($0) }
                #expect(first.entries.count == 2 && first == second)
            }
        }
    }

    @Test func noSecretIsInIt() async throws {
        let server = try await TestServer.start()
        try await server.withDatabase { database in
            try await database.withConnection { connection in
                for statement in CatalogueChange.scene { _ = try await connection.query(SQL(verbatim: statement)) }
                _ = try await connection.query("ALTER ROLE writer SET app.api_token = 'hush'")
                let text = try await Fingerprint.readCatalogue(from: connection).text
                #expect(text.contains("user mapping for reader: options password, \"user\"") && !text.contains("hush"))
                _ = try await connection.query("ALTER SUBSCRIPTION feed SET (slot_name = NONE)")
                _ = try await connection.query("DROP SUBSCRIPTION feed")
            }
        }
        try await server.stop()
    }

    private func fingerprint(_ database: TestDatabase) async throws -> Fingerprint {
        try await database.withConnection { connection in
            let catalogue = try await Fingerprint.readCatalogue(from: connection)
            return catalogue.joined(with: try await Fingerprint.readRows(from: connection))
        }
    }

    private func run(_ program: String, _ arguments: [String], _ database: TestDatabase) async throws {
        let launch = SupervisedProcess.Launch(
            executable: database.server.server.installation.path(of: program), arguments: arguments,
            environment: try await database.configuration.environment())
        #expect(await (try SupervisedProcess.start(launch)).waitForExit().isSuccess)
    }
}
