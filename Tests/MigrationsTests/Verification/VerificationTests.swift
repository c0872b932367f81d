import DataAccessTesting
import PostgresDriver
import Testing

@testable import Migrations

@Suite("The verification of a live database") struct VerificationTests {
    private static let files = [
        "001_a.sql": "-- migrate:up\nCREATE TABLE a (b int4 NOT NULL);\nCREATE SEQUENCE s;\n-- migrate:verify\n"
            + "SELECT to_regclass('a') IS NOT NULL AS a_exists;\n\nSELECT count(*) = 1 FROM pg_attribute\n"
            + "WHERE attrelid = 'a'::regclass AND attname = 'b' AND attnotnull;",
        "002_b.sql": "CREATE TABLE b (c int4);",
        "003_c.sql": "-- migrate:up\nCREATE TABLE c (d int4);\n-- migrate:verify\nDO $$ BEGIN\n"
            + "INSERT INTO c VALUES (1);\nASSERT (SELECT count(*) FROM c) = 1, 'c is not writable';\nEND $$;",
        "004_d.sql": "CREATE TABLE d (e int4);",
    ]

    private func outcomes(
        _ scene: MigrationScene, _ files: [String: String] = files
    ) async throws -> [VerificationReport.Outcome] {
        try await report(scene, files).entries.map(\.outcome)
    }

    private func report(
        _ scene: MigrationScene, _ files: [String: String] = files
    ) async throws -> VerificationReport {
        var options = MigrationOptions()
        options.lockTimeout = .milliseconds(50)
        return try await MigrationVerification(
            connection: scene.database.configuration, files: try MigrationScene.files(files), options: options
        ).run()
    }

    @Test("says of each applied migration that it holds, and leaves nothing behind")
    func holds() async throws {
        try await withScene { scene in
            #expect(try await report(scene) == VerificationReport())
            _ = try await scene.runner(Self.files).apply(upTo: 3)
            let report = try await report(scene)
            #expect(report.entries.map(\.version) == [1, 2, 3] && report.holds && !report.fails)
            #expect(report.entries.map(\.outcome) == [.holds(statements: 2), .hasNone, .holds(statements: 1)])
            #expect(try await scene.texts("SELECT count(*)::text FROM c") == ["0"])
        }
    }

    @Test("names file and line of what does not hold any more, and goes on with the next")
    func fails() async throws {
        try await withScene { scene in
            _ = try await scene.runner(Self.files).apply()
            _ = try await scene.texts("ALTER TABLE a ALTER COLUMN b DROP NOT NULL")
            _ = try await scene.texts("ALTER TABLE c ADD CHECK (d > 5)")
            let report = try await report(scene)
            #expect(report.fails && !report.holds)
            guard case .fails(_, "001_a.sql", 7) = report.entries[0].outcome,
                case .fails(let reason, "003_c.sql", 4) = report.entries[2].outcome
            else {
                Issue.record("\(report.entries)")
                return
            }
            #expect(reason.contains("(23514"), "\(reason)")
            _ = try await scene.texts("DROP TABLE a")
            guard case .fails(let gone, "001_a.sql", 5) = try await outcomes(scene)[0] else {
                Issue.record("a dropped table was not missed")
                return
            }
            #expect(gone == "the verification does not hold: \"a_exists\" returned false")
        }
    }

    @Test("a changed file is not run, a missing one is missed, one half-way is no success")
    func files() async throws {
        try await withScene { scene in
            let halfway = "-- migrate:up transaction:false\nSELECT 1;\nSELECT 1/0;"
            let files = Self.files.merging(["005_e.sql": halfway]) { $1 }
            _ = try? await scene.runner(files).apply()
            var moved = files
            moved["001_a.sql"]? += "\n-- edited"
            moved["004_d.sql"] = nil
            let outcomes = try await outcomes(scene, moved)
            #expect(outcomes == [.changed, .hasNone, .holds(statements: 1), .missing, .unfinished])
        }
    }

    @Test("what meets a lock is undecided, neither held nor failed")
    func undecided() async throws {
        try await withScene { scene in
            _ = try await scene.runner(Self.files).apply()
            let report = try await scene.database.withConnection { blocker in
                for sql: SQL in ["BEGIN", "LOCK TABLE c"] { _ = try await blocker.query(sql) }
                return try await self.report(scene)
            }
            #expect(!report.holds && !report.fails)
            #expect(report.entries.map(\.outcome.name) == ["holds", "none", "undecided", "none"])
        }
    }

    @Test("a section of queries is asked read-only: what would write is undecided, and no number is drawn")
    func readOnly() async throws {
        try await withScene { scene in
            let files = [
                "001_a.sql": "-- migrate:up\nCREATE SEQUENCE s;\n-- migrate:verify\nSELECT true;\n"
                    + "SELECT nextval('s') > 0;"
            ]
            _ = try await scene.runner(files).apply()
            let before = try await scene.texts("SELECT last_value::text FROM s")
            guard case .undecided(let reason, "001_a.sql", 5) = try await outcomes(scene, files)[0] else {
                Issue.record("\(try await outcomes(scene, files))")
                return
            }
            #expect(reason.contains("(25006"), "\(reason)")
            #expect(try await scene.texts("SELECT last_value::text FROM s") == before)
        }
    }

    @Test("a failure in an included file names that file")
    func included() async throws {
        try await withScene { scene in
            let scratch = try IncludingProject()
            let files = try scratch.load()
            let runner = MigrationRunner(connection: scene.database.configuration, files: files, toolVersion: "1.0")
            _ = try await runner.apply()
            _ = try await scene.texts("DROP TABLE included")
            let report = try await MigrationVerification(
                connection: scene.database.configuration, files: files
            ).run()
            guard case .fails(_, "shared/check.sql", 2)? = report.entries.first?.outcome else {
                Issue.record("\(report.entries)")
                return
            }
        }
    }
}
