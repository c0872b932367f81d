import DataAccessTesting
import Migrations
import PostgresDriver
import Testing

/// A migration outside a transaction that stopped half-way.
@Suite struct ResumeTests {
    private static let head = "-- migrate:up transaction:false\n"

    /// A scene whose `030_m.sql` stopped at its second statement.
    private func withStopped(
        _ text: String = head + "CREATE TABLE a (b int);\nVACUUM nowhere;\nCREATE TABLE c (d int);",
        _ body: (MigrationScene) async throws -> Void
    ) async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_m.sql": text])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .statementFailed)
            try await body(scene)
        }
    }

    /// Lets the run look as if its process had ended during a statement.
    private func killed(_ scene: MigrationScene, during number: Int) async throws {
        _ = try await scene.texts(
            """
            UPDATE dal.migration_history SET state = 'running', statements_done = \(number - 1),
                statement_begun = \(number), error_stmt = NULL, error = NULL, finished_at = NULL
            """)
    }

    @Test(
        "pain 4, \"dirty database, force\": the statement is named, and the file as it is corrected goes on from there")
    func goesOnWithTheCorrectedFile() async throws {
        try await withStopped { scene in
            let corrected = try scene.runner([
                "030_m.sql": Self.head + "CREATE TABLE a (b int);\nVACUUM a;\nCREATE TABLE c (d int);"
            ])
            let refused = await failure { () async throws(MigrationError) in try await corrected.apply() }
            #expect(refused?.code == .unfinished)
            #expect(refused?.advice?.contains("dal migrate resume") == true)
            #expect(refused?.advice?.contains("repair --at N: 0 when nothing of it remains, 3 when") == true)
            #expect(try await corrected.resume() == [30])
            #expect(try await scene.tables() == ["a", "c"])
            #expect(try await scene.history() == ["30 up done 3/3"])
            let events = try await scene.recorded()
            #expect(events == ["30 up started", "30 up failed 2 42P01 undefined_table", "30 up resumed", "30 up done"])
            #expect(try await corrected.status().map(\.state) == [.applied])
        }
    }

    @Test func whatIsDoneMayNotHaveChanged() async throws {
        try await withStopped { scene in
            let changed = try scene.runner(["030_m.sql": Self.head + "CREATE TABLE z (b int);\nVACUUM z;"])
            let error = await failure { () async throws(MigrationError) in try await changed.resume() }
            #expect(error?.code == .changedAfterApplied && error?.line == 2)
            #expect(try await scene.tables() == ["a"])
        }
    }

    @Test func whatAStatementDoneSetHoldsAgain() async throws {
        let text = { (second: String) in
            Self.head + "SET search_path = s;\n\(second);\nCREATE TABLE c AS SELECT current_schema() AS place;"
        }
        try await withScene { scene in
            _ = try await scene.texts("CREATE SCHEMA s")
            let stopped = try scene.runner(["030_m.sql": text("VACUUM nowhere")])
            _ = await failure { () async throws(MigrationError) in try await stopped.apply() }
            let corrected = try scene.runner(["030_m.sql": text("CREATE TABLE b (c int)")])
            #expect(try await corrected.resume() == [30])
            #expect(try await scene.texts("SELECT place FROM s.c") == ["s"])
        }
    }

    @Test func nothingToResumeIsSaid() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors])
            _ = try await runner.apply()
            let error = await failure { () async throws(MigrationError) in try await runner.resume() }
            #expect(error?.code == .nothingUnfinished)
        }
    }

    @Test(arguments: ["valid", "invalid", "absent"])
    func anIndexBuildThatWasKilledIsToldByTheCatalogue(index: String) async throws {
        let text = Self.head + "CREATE TABLE a (b int);\nCREATE UNIQUE INDEX CONCURRENTLY i ON a (b);\nVACUUM a;"
        try await withScene { scene in
            let runner = try scene.runner(["030_m.sql": text])
            _ = try await runner.apply()
            let before = try await scene.texts("SELECT 'i'::regclass::oid::text")
            if index == "invalid" {
                _ = try await scene.texts("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass")
            } else if index == "absent" {
                _ = try await scene.texts("DROP INDEX i")
            }
            try await killed(scene, during: 2)
            #expect(try await runner.resume() == [30])
            let after = try await scene.texts(
                "SELECT indexrelid::text FROM pg_index WHERE indisvalid AND indexrelid = 'i'::regclass")
            #expect(after.count == 1 && (after == before) == (index == "valid"))
            #expect(try await scene.history() == ["30 up done 3/3"])
        }
    }

    @Test func aStatementThatNobodyCanTellTheEndOfIsNamed() async throws {
        let text = Self.head + "CREATE TABLE a (b int);\nDO $$ BEGIN INSERT INTO a VALUES (1); COMMIT; END $$;"
        try await withScene { scene in
            let runner = try scene.runner(["030_m.sql": text])
            _ = try await runner.apply()
            try await killed(scene, during: 2)
            let error = await failure { () async throws(MigrationError) in try await runner.resume() }
            #expect(error?.code == .inDoubt && error?.line == 3)
            #expect(
                error?.advice?.contains(
                    "If it took effect, dal migrate repair --at 2; if not, dal migrate repair --at 1") == true)
            #expect(try await runner.repair(at: 1, reason: "a has no row") == [30])
            #expect(try await runner.resume() == [30])
            #expect(try await scene.texts("SELECT count(*)::text FROM a") == ["2"])
        }
    }

    @Test func aStatementCommittedWithItsPlaceInTheHistoryIsNeverRunTwice() async throws {
        let text = Self.head + "CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);\nINSERT INTO a SELECT 1 / 0;"
        try await withScene { scene in
            let runner = try scene.runner(["030_m.sql": text])
            _ = await failure { () async throws(MigrationError) in try await runner.apply() }
            try await killed(scene, during: 3)
            _ = await failure { () async throws(MigrationError) in try await runner.resume() }
            #expect(try await scene.texts("SELECT count(*)::text FROM a") == ["1"])
            #expect(try await scene.history() == ["30 up failed 2/3"])
        }
    }

    // Repairs

    @Test(arguments: [
        (0, [], [MigrationStatus.State.pending]), (1, ["30 up failed 1/3"], [.unfinished]),
        (3, ["30 up done 3/3"], [.applied]),
    ])
    func aRepairDeclaresHowManyAreDone(count: Int, history: [String], states: [MigrationStatus.State]) async throws {
        try await withStopped { scene in
            let runner = try scene.runner([
                "030_m.sql": Self.head + "CREATE TABLE a (b int);\nVACUUM nowhere;\nCREATE TABLE c (d int);"
            ])
            #expect(try await runner.repair(at: count, reason: "looked at it") == [30])
            #expect(try await scene.history() == history)
            #expect(try await runner.status().map(\.state) == states)
            let events = try await scene.texts(
                "SELECT concat_ws(' ', event, statements_done, reason) FROM dal.migration_events ORDER BY id DESC LIMIT 1"
            )
            #expect(events == ["repaired \(count) looked at it"])
        }
    }

    @Test func moreThanThereAreIsRefused() async throws {
        try await withStopped { scene in
            let runner = try scene.runner(["030_m.sql": Self.head + "CREATE TABLE a (b int);\nVACUUM nowhere;"])
            for count in [-1, 3] {
                let error = await failure { () async throws(MigrationError) in
                    try await runner.repair(at: count, reason: "")
                }
                #expect(error?.code == .noSuchStatement && error?.advice == "Say --at 0 to 2.")
            }
            #expect(try await scene.history() == ["30 up failed 1/3"])
        }
    }

    @Test func whatIsDeclaredToBeDoneHasToHold() async throws {
        let text = Self.head + "VACUUM nowhere;\n-- migrate:verify\nSELECT to_regclass('nowhere') IS NOT NULL AS made;"
        try await withStopped(text) { scene in
            let runner = try scene.runner(["030_m.sql": text])
            let error = await failure { () async throws(MigrationError) in try await runner.repair(at: 1, reason: "") }
            #expect(error?.code == .verificationFailed)
            #expect(try await runner.status().map(\.state) == [.unfinished])
            _ = try await scene.texts("CREATE TABLE nowhere ()")
            #expect(try await runner.repair(at: 1, reason: "made by hand") == [30])
            #expect(try await runner.status().map(\.state) == [.applied])
        }
    }

    @Test func aRepairOutsideTheAgreedPlanIsRefused() async throws {
        try await withStopped { scene in
            let runner = try scene.runner(["030_m.sql": Self.head + "CREATE TABLE a (b int);\nVACUUM a;"])
            let (one, two) = (
                try await runner.plan(.repair(at: 1, reason: "")), try await runner.plan(.repair(at: 2, reason: ""))
            )
            let resume = try await runner.plan(.resume)
            #expect(Set([one.hash, two.hash, resume.hash]).count == 3)
            #expect(try await runner.apply(resume) == [30])
            let error = await failure { () async throws(MigrationError) in try await runner.apply(one) }
            #expect(error?.code == .nothingUnfinished)
        }
    }
}
