import DataAccessTesting
import Migrations
import PostgresCatalog
import PostgresDriver
import Testing

/// What concurrent work on indexes leaves behind where it fails.
@Suite(.timeLimit(.minutes(5))) struct ConcurrentIndexTests {
    private static let head = "-- migrate:up transaction:false\n"

    private func invalidIndexes(_ scene: MigrationScene) async throws -> [String] {
        try await scene.texts("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
    }

    @Test(arguments: ["i", ""])
    func aFailedBuildLeavesNothingAndSaysSo(name: String) async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a AS SELECT 1 AS b FROM generate_series(1, 2)")
            let runner = try scene.runner([
                "030_m.sql": Self.head + "CREATE UNIQUE INDEX CONCURRENTLY \(name) ON a (b);"
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.underlying?.sqlState == .uniqueViolation)
            #expect(error?.advice?.contains("The invalid index that it left behind was dropped: \"public\".\"") == true)
            #expect(try await invalidIndexes(scene) == [])
            _ = try await scene.texts("DELETE FROM a WHERE ctid = '(0,1)'")
            #expect(try await runner.resume() == [30])
        }
    }

    @Test func anIndexThatWasInvalidBeforeIsNotTouched() async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a AS SELECT 1 AS b FROM generate_series(1, 2)")
            _ = try? await scene.texts("CREATE UNIQUE INDEX CONCURRENTLY i ON a (b)")
            let runner = try scene.runner(["030_m.sql": Self.head + "CREATE INDEX CONCURRENTLY i ON a (b);"])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.underlying?.sqlState == .duplicateTable)
            #expect(try await invalidIndexes(scene) == ["i"])
        }
    }

    /// Keeps a row of the table locked while `body` runs, which every concurrent index work waits for.
    private func withWriter(_ scene: MigrationScene, _ body: (PostgresConnection) async throws -> Void) async throws {
        _ = try await scene.texts("CREATE TABLE a (b int PRIMARY KEY)")
        try await scene.database.withConnection { connection in
            _ = try await connection.query("BEGIN")
            _ = try await connection.query("INSERT INTO a VALUES (1)")
            try await body(connection)
        }
    }

    @Test(arguments: [
        "CREATE INDEX CONCURRENTLY i ON a (b)", "REINDEX TABLE CONCURRENTLY a", "REINDEX INDEX CONCURRENTLY a_pkey",
    ])
    func oneThatMetALockIsCleanedUpAndTriedAgain(statement: String) async throws {
        try await withScene { scene in
            try await withWriter(scene) { writer in
                let runner = try scene.runner(["030_m.sql": Self.head + statement]) { options in
                    options.lockTimeout = .milliseconds(100)
                    options.retries = RetrySchedule(
                        attempts: 1_000, first: .milliseconds(10), longest: .milliseconds(50))
                }
                let events = scene.watch()
                async let applied = scene.watched { try await runner.apply() }
                var met = 0
                for await event in events {
                    guard case .retrying(_, _, _, "lock_not_available", let blockers) = event else { continue }
                    met += 1
                    #expect(blockers.allSatisfy { $0.process == Int(writer.backendPID) })
                    if met > 2 { break }
                }
                _ = try await writer.query("COMMIT")
                #expect(try await applied == [30])
                #expect(try await invalidIndexes(scene) == [])
            }
        }
    }

    @Test func aBuildThatWaitsTellsItsPhaseAndForWhom() async throws {
        try await withScene { scene in
            try await withWriter(scene) { writer in
                let runner = try scene.runner([
                    "030_m.sql": Self.head + "CREATE INDEX CONCURRENTLY i ON a (b)"
                ]) { $0.lockTimeout = .seconds(60) }
                let events = scene.watch()
                async let applied = scene.watched { try await runner.apply() }
                for await event in events {
                    guard case .underWay(_, _, let phase?, let blockers) = event, !blockers.isEmpty else { continue }
                    #expect(phase.command == "CREATE INDEX CONCURRENTLY")
                    #expect(phase.phase.hasPrefix("waiting for"))
                    #expect(blockers.map(\.process) == [Int(writer.backendPID)])
                    break
                }
                _ = try await writer.query("COMMIT")
                #expect(try await applied == [30])
            }
        }
    }

    @Test func whatAFailedRebuildLeftIsDroppedBeforeItIsReported() async throws {
        try await withScene { scene in
            try await withWriter(scene) { writer in
                let runner = try scene.runner(["030_m.sql": Self.head + "REINDEX TABLE CONCURRENTLY a"]) { options in
                    options.lockTimeout = .seconds(30)
                    options.longStatementTimeout = .milliseconds(500)
                    options.retries = RetrySchedule(
                        attempts: 1_000, first: .milliseconds(10), longest: .milliseconds(50))
                }
                let events = scene.watch()
                async let failed = scene.watched {
                    await failure { () async throws(MigrationError) in try await runner.apply() }
                }
                for await event in events { if case .underWay = event { break } }
                let error = await failed
                #expect(error?.underlying?.sqlState == .queryCanceled)
                _ = try await writer.query("COMMIT")
                #expect(try await runner.resume() == [30])
                #expect(try await invalidIndexes(scene) == [])
            }
        }
    }
}
