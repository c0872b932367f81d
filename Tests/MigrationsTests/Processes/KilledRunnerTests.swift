import DataAccessTesting
import Migrations
import PostgresDriver
import TestSupport
import Testing

/// Runners that are ended by kill −9.
@Suite(.timeLimit(.minutes(30))) struct KilledRunnerTests {
    private static let files = [
        "030_tables.sql": """
        -- migrate:up
        CREATE TABLE a (b int PRIMARY KEY);
        INSERT INTO a SELECT generate_series(1, 10);
        -- migrate:verify
        SELECT count(*) = 10 FROM a;
        -- migrate:down
        DROP TABLE a;
        """,
        "031_index.sql": """
        -- migrate:up transaction:false
        SET application_name = 'stepwise';
        INSERT INTO a VALUES (11);
        CREATE INDEX CONCURRENTLY i ON a (b);
        CREATE TABLE c AS SELECT count(*) FROM a;
        VACUUM a;
        CREATE UNIQUE INDEX CONCURRENTLY u ON a (b);
        DROP INDEX CONCURRENTLY i;
        REINDEX INDEX CONCURRENTLY u;
        INSERT INTO a VALUES (12);
        -- migrate:down
        DELETE FROM a WHERE b > 10;
        DROP TABLE c;
        DROP INDEX u;
        """,
        "032_more.sql": "-- migrate:up\nALTER TABLE c ADD e int;\n-- migrate:down\nALTER TABLE c DROP e;",
    ]
    private static let applied = ["12", "i 0", "u 1", "e", "30 up done 2/2", "31 up done 9/9", "32 up done 1/1"]

    /// What the migrations lead to, in short.
    private func state(_ scene: MigrationScene) async throws -> [String] {
        let facts = try await scene.texts(
            """
            SELECT (SELECT count(*) FROM a)::text
            UNION ALL SELECT name || ' ' || (SELECT count(*) FROM pg_index WHERE indisvalid AND indrelid = 'a'::regclass
                AND indexrelid = to_regclass(name)) FROM (VALUES ('i'), ('u')) v(name)
            UNION ALL SELECT attname FROM pg_attribute WHERE attrelid = 'c'::regclass AND attname = 'e'
            UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid
            """)
        return facts + (try await scene.history())
    }

    /// Does what an operator does after a crash.
    /// - Returns: Whether something stood half-way.
    private func recover(_ scene: MigrationScene, _ folder: ProbeFolder) async throws -> Bool {
        let runner = try folder.runner(in: scene)
        // It waits for the killed runner's session to end, so that what it reads is the last word.
        guard let error = await failure({ () async throws(MigrationError) in try await runner.apply() }) else {
            return false
        }
        guard error.code == .unfinished else { throw error }
        _ = try await runner.resume()
        _ = try await runner.apply()
        return true
    }

    @Test func killedAtAnyPlaceOfWhatItSendsAResumeReachesTheEnd() async throws {
        let folder = try ProbeFolder(Self.files)
        let began = ContinuousClock.now
        let bytes = try await bytesOfACleanRun(folder)
        let kills = try SoakSize.migrationKills.count
        var resumed = 0
        for place in bytes.places(kills) where try await kill(folder, after: place) { resumed += 1 }
        #expect(resumed > 0, "none was killed in the part outside a transaction")
        try SoakRecord.add(
            "runners ended by kill −9 at places spread over all they send",
            "\(kills) kills, \(resumed) of them half-way: resume and apply reached the declared state every time",
            took: ContinuousClock.now - began)
    }

    private func bytesOfACleanRun(_ folder: ProbeFolder) async throws -> Range<Int> {
        var bytes = 0..<0
        try await withScene { scene in
            bytes = try await folder.bytes(of: "apply", after: "plan", on: scene.database)
            #expect(try await state(scene) == Self.applied)
        }
        return bytes
    }

    /// - Returns: Whether something stood half-way.
    private func kill(_ folder: ProbeFolder, after bytes: Int) async throws -> Bool {
        var wasHalfWay = false
        try await withScene { scene in
            try await folder.kill("apply", on: scene.database, after: bytes)
            wasHalfWay = try await recover(scene, folder)
            let reached = try await state(scene)
            #expect(reached == Self.applied, "killed after \(bytes) bytes")
        }
        return wasHalfWay
    }

    // In the middle of a statement

    @Test(
        "pain 3, a table lock survives a killed runner: a long statement ends with its runner, and the next one works")
    func killedDuringALongStatement() async throws {
        let files = ["030_slow.sql": "CREATE TABLE a (b int); SELECT pg_sleep(3600);"]
        let folder = try ProbeFolder(files)
        try await withScene { scene in
            let run = try folder.start("apply", on: scene.database)
            try await until { try await activity(scene) == ["PgSleep"] }
            await run.killAtOnce()
            let began = ContinuousClock.now
            let next = try scene.runner(["030_quick.sql": "CREATE TABLE a (b int)"]) { $0.lockWait = .seconds(300) }
            #expect(try await next.apply() == [30])
            let took = ContinuousClock.now - began
            try SoakRecord.add(
                "a runner ended by kill −9 during a statement",
                "the next one had done its work after \((took / .milliseconds(1)).rounded()) ms", took: took)
            #expect(try await activity(scene) == [])
        }
    }

    @Test func killedDuringAnIndexBuildItIsBuiltAnewByAResume() async throws {
        let folder = try ProbeFolder([
            "030_index.sql": "-- migrate:up transaction:false\nCREATE UNIQUE INDEX CONCURRENTLY i ON a (b);"
        ])
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a (b int)")
            try await scene.database.withConnection { writer in
                _ = try await writer.query("BEGIN")
                _ = try await writer.query("INSERT INTO a VALUES (1)")
                let run = try folder.start("apply", on: scene.database)
                try await until { try await activity(scene) == ["virtualxid"] }
                await run.killAtOnce()
                try await until { try await activity(scene) == [] }
                let left = try await scene.texts(
                    "SELECT indisvalid::text FROM pg_index WHERE indexrelid = to_regclass('i')")
                #expect(left == ["false"])
                _ = try await writer.query("COMMIT")
            }
            let runner = try folder.runner(in: scene)
            let refused = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(refused?.code == .unfinished)
            #expect(try await runner.resume() == [30])
            #expect(
                try await scene.texts("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'i'::regclass") == [
                    "true"
                ])
            #expect(try await scene.history() == ["30 up done 1/1"])
        }
    }

    /// What the probe's session waits for; nothing when it has ended.
    private func activity(_ scene: MigrationScene) async throws -> [String] {
        try await scene.texts(
            """
            SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                AND application_name = 'migration-probe'
            """)
    }
}
