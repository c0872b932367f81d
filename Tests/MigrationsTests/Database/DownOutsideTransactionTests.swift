import Migrations
import PostgresDriver
import Testing

/// `-- migrate:down transaction:false`.
@Suite struct DownOutsideTransactionTests {
    private static func files(down: String = "DROP INDEX CONCURRENTLY i;") -> [String: String] {
        [
            "030_index.sql": """
            -- migrate:up transaction:false
            CREATE TABLE a (b int);
            CREATE INDEX CONCURRENTLY i ON a (b);
            -- migrate:down transaction:false
            INSERT INTO undone VALUES (1);
            \(down)
            DROP TABLE a;
            """
        ]
    }

    /// A scene in which the migration is applied, and a table that says how often its down began.
    private func withApplied(
        _ files: [String: String] = files(), _ body: (MigrationScene, MigrationRunner) async throws -> Void
    ) async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE undone (n int)")
            let runner = try scene.runner(files)
            #expect(try await runner.apply() == [30])
            try await body(scene, runner)
        }
    }

    /// The same, stopped at the second statement of the down.
    private func withStopped(_ body: (MigrationScene, MigrationRunner) async throws -> Void) async throws {
        try await withApplied(Self.files(down: "DROP INDEX CONCURRENTLY nowhere;")) { scene, runner in
            let error = await failure { () async throws(MigrationError) in try await runner.rollback(to: 0) }
            #expect(error?.code == .statementFailed && error?.line == 6)
            #expect(error?.advice?.contains("1 of its 3 statements remain done") == true, "\(error?.advice ?? "")")
            #expect(try await scene.history() == ["30 down failed 1/3"])
            #expect(try await runner.status().map(\.state) == [.unfinished])
            try await body(scene, runner)
        }
    }

    @Test func runsStatementByStatementAsThePlanSays() async throws {
        try await withApplied { scene, runner in
            let report = try await runner.report(on: .rollback(to: 0))
            let text = report.text(next: "", isColored: false)
            #expect(text.hasPrefix("down 030_index.sql, each statement on its own, not in a transaction\n"), "\(text)")
            #expect(try await runner.rollback(to: 0) == [30])
            #expect(try await scene.history() == ["30 down done 3/3"])
            #expect(try await scene.tables() == ["undone"])
            #expect(try await scene.recorded() == ["30 up started", "30 up done", "30 down started", "30 down done"])
            #expect(try await runner.status().map(\.state) == [.pending])
        }
    }

    @Test("pain 4, \"dirty database, force\": a down that stopped half-way goes on with the corrected file")
    func isResumed() async throws {
        try await withStopped { scene, _ in
            let corrected = try scene.runner(Self.files())
            let refused = await failure { () async throws(MigrationError) in try await corrected.apply() }
            #expect(refused?.code == .unfinished)
            #expect(try await corrected.resume() == [30])
            #expect(try await scene.history() == ["30 down done 3/3"])
            #expect(try await scene.texts("SELECT count(*)::text FROM undone") == ["1"])
            #expect(try await scene.tables() == ["undone"])
        }
    }

    @Test(arguments: [
        (0, "30 up done 2/2", MigrationStatus.State.applied), (2, "30 down failed 2/3", .unfinished),
        (3, "30 down done 3/3", .pending),
    ])
    func isDeclared(count: Int, history: String, state: MigrationStatus.State) async throws {
        try await withStopped { scene, runner in
            let repaired = try await runner.repair(at: count, reason: "looked at it")
            #expect(repaired == [30])
            #expect(try await scene.history() == [history])
            #expect(try await runner.status().map(\.state) == [state])
        }
    }

    @Test(arguments: [true, false])
    func anIndexDropThatWasKilledIsToldByTheCatalogue(isDropped: Bool) async throws {
        try await withApplied { scene, runner in
            if isDropped { _ = try await scene.texts("DROP INDEX i") }
            _ = try await scene.texts(
                """
                UPDATE dal.migration_history SET direction = 'down', state = 'running', statements_total = 3,
                    statements_done = 1, statement_begun = 2, finished_at = NULL, statement_hashes = ARRAY[
                        encode(sha256('INSERT INTO undone VALUES (1)'), 'hex'),
                        encode(sha256('DROP INDEX CONCURRENTLY i'), 'hex'),
                        encode(sha256('DROP TABLE a'), 'hex')]
                """)
            #expect(try await runner.resume() == [30])
            #expect(try await scene.history() == ["30 down done 3/3"])
            #expect(try await scene.tables() == ["undone"])
            #expect(try await scene.texts("SELECT count(*)::text FROM undone") == ["0"])
        }
    }
}
