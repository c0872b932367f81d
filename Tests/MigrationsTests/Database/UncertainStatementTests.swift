import DataAccessTesting
import Migrations
import PostgresDriver
import TestSupport
import Testing

/// Statements outside a transaction of which neither their error nor the history tells how far they came.
@Suite(.timeLimit(.minutes(5))) struct UncertainStatementTests {
    private static let head = "-- migrate:up transaction:false\n"

    @Test(arguments: ["55P03", "22012"])
    func oneThatCommitsByItselfIsRunOnce(state: String) async throws {
        let block = "INSERT INTO a VALUES (1); COMMIT; RAISE EXCEPTION USING ERRCODE = '\(state)';"
        try await withScene { scene in
            let runner = try scene.runner([
                "030_m.sql": Self.head + "CREATE TABLE a (b int);\nDO $$ BEGIN \(block) END $$;"
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.underlying?.sqlState == SQLState(rawValue: state))
            #expect(error?.advice?.contains("dal migrate repair --at 1 or --at 2") == true)
            #expect(try await scene.history() == ["30 up running 1/2"])
            let resumed = await failure { () async throws(MigrationError) in try await runner.resume() }
            #expect(resumed?.code == .inDoubt)
            #expect(try await scene.texts("SELECT count(*)::text FROM a") == ["1"])
            #expect(try await runner.repair(at: 2, reason: "a has its row") == [30])
        }
    }

    @Test func oneWhoseEndCouldNotBeWrittenAtOnceIsNotRunAgain() async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a (b int)")
            let runner = try scene.runner(["030_m.sql": Self.head + "CREATE INDEX CONCURRENTLY i ON a (b);"]) {
                $0.lockTimeout = .seconds(2)
                $0.retries = RetrySchedule(attempts: 100, first: .milliseconds(10), longest: .milliseconds(50))
            }
            try await scene.database.withConnection { writer in
                for statement in ["BEGIN", "INSERT INTO a VALUES (1)"] as [SQL] {
                    _ = try await writer.query(statement)
                }
                try await scene.database.withConnection { reader in
                    async let applied = runner.apply()
                    try await until {
                        try await scene.texts(
                            "SELECT 'built' FROM pg_stat_progress_create_index WHERE datname = current_database()"
                        ).isEmpty == false
                    }
                    let lock: [SQL] = ["BEGIN", "LOCK TABLE dal.migration_history IN SHARE MODE"]
                    for statement in lock { _ = try await reader.query(statement) }
                    _ = try await writer.query("COMMIT")
                    try await until {
                        try await scene.texts(
                            "SELECT 'i' FROM pg_index WHERE indexrelid = to_regclass('i') AND indisvalid")
                            == ["i"]
                    }
                    let before = scene.retries
                    try await until { scene.retries > before }
                    _ = try await reader.query("COMMIT")
                    #expect(try await applied == [30])
                }
            }
            #expect(try await scene.history() == ["30 up done 1/1"])
        }
    }

    @Test func aDropThatWasKilledIsLookedUpUnderTheSettingsOfTheFile() async throws {
        try await withScene { scene in
            for statement in ["CREATE SCHEMA s", "CREATE TABLE s.a (b int)", "CREATE INDEX i ON s.a (b)"] as [SQL] {
                _ = try await scene.texts(statement)
            }
            let runner = try scene.runner([
                "030_m.sql": Self.head + "SET search_path = s;\nDROP INDEX CONCURRENTLY i;"
            ])
            _ = try await runner.apply()
            _ = try await scene.texts("CREATE INDEX i ON s.a (b)")
            _ = try await scene.texts(
                """
                UPDATE dal.migration_history SET state = 'running', statements_done = 1, statement_begun = 2,
                    finished_at = NULL
                """)
            #expect(try await runner.resume() == [30])
            #expect(try await scene.texts("SELECT 's.i' FROM pg_class WHERE relname = 'i'") == [])
        }
    }

    @Test func aRefusedRepairLeavesTheHistoryAsItWas() async throws {
        let text = { (first: String) in
            Self.head
                + "\(first);\nCREATE TABLE c (d int);\n-- migrate:verify\nSELECT to_regclass('c') IS NOT NULL AS made;"
        }
        try await withScene { scene in
            let runner = try scene.runner(["030_m.sql": text("VACUUM nowhere")])
            _ = await failure { () async throws(MigrationError) in try await runner.apply() }
            let error = await failure { () async throws(MigrationError) in try await runner.repair(at: 2, reason: "") }
            #expect(error?.code == .verificationFailed)
            #expect(try await scene.history() == ["30 up failed 0/2"])
            #expect(try await scene.runner(["030_m.sql": text("VACUUM pg_class")]).resume() == [30])
            #expect(try await scene.tables() == ["c"])
        }
    }

    @Test func anInvalidIndexThatIsPassedOverIsNotDone() async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a AS SELECT 1 AS b FROM generate_series(1, 2)")
            _ = try? await scene.texts("CREATE UNIQUE INDEX CONCURRENTLY i ON a (b)")
            let runner = try scene.runner([
                "030_m.sql": Self.head + "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON a (b);"
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .statementFailed && error?.message.contains("not valid") == true)
            _ = try await scene.texts("DELETE FROM a WHERE ctid = '(0,1)'")
            #expect(try await runner.resume() == [30])
            #expect(
                try await scene.texts("SELECT 'i' FROM pg_index WHERE indexrelid = 'i'::regclass AND indisvalid") == [
                    "i"
                ])
        }
    }
}

extension MigrationScene {
    /// How often something was tried again so far.
    fileprivate var retries: Int {
        progress.count { if case .retrying = $0 { true } else { false } }
    }
}
