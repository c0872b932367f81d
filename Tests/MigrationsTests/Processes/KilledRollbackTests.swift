import DataAccessTesting
import Migrations
import PostgresDriver
import TestSupport
import Testing

/// Rollbacks that are ended by kill −9, of migrations whose down is one transaction and of one whose is not.
@Suite(.timeLimit(.minutes(30))) struct KilledRollbackTests {
    private static let files = [
        "030_tables.sql": """
        -- migrate:up
        CREATE TABLE a (b int PRIMARY KEY);
        -- migrate:down
        INSERT INTO undone VALUES (30);
        DROP TABLE a;
        """,
        "031_index.sql": """
        -- migrate:up transaction:false
        CREATE INDEX CONCURRENTLY i ON a (b);
        CREATE UNIQUE INDEX CONCURRENTLY u ON a (b);
        -- migrate:down transaction:false
        DROP INDEX CONCURRENTLY u;
        INSERT INTO undone VALUES (31);
        VACUUM a;
        REINDEX INDEX CONCURRENTLY i;
        DROP INDEX CONCURRENTLY i;
        INSERT INTO undone VALUES (131);
        """,
        "032_more.sql": """
        -- migrate:up
        CREATE TABLE c (d int);
        -- migrate:down
        INSERT INTO undone VALUES (32);
        DROP TABLE c;
        """,
    ]
    private static let undone = [
        "30", "31", "32", "131", "undone", "30 down done 2/2", "31 down done 6/6", "32 down done 2/2",
    ]

    @Test func killedAtAnyPlaceOfWhatItSendsEachDownIsDoneOnce() async throws {
        let folder = try ProbeFolder(Self.files)
        let began = ContinuousClock.now
        var bytes = 0..<0
        try await withApplied(folder) { scene in
            bytes = try await folder.bytes(of: "rollback", after: "plan-rollback", on: scene.database)
            #expect(try await state(scene) == Self.undone)
        }
        let kills = try SoakSize.migrationKills.count
        var resumed = 0
        for place in bytes.places(kills) {
            try await withApplied(folder) { scene in
                try await folder.kill("rollback", on: scene.database, after: place)
                if try await recover(scene, folder) { resumed += 1 }
                let reached = try await state(scene)
                #expect(reached == Self.undone, "killed after \(place) bytes")
            }
        }
        #expect(resumed > kills / 4)
        try SoakRecord.add(
            "rollbacks ended by kill −9 at places spread over all they send",
            "\(kills) kills, \(resumed) of them half-way: resume and rollback reached the declared state every time",
            took: ContinuousClock.now - began)
    }

    private func withApplied(_ folder: ProbeFolder, _ body: (MigrationScene) async throws -> Void) async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE undone (n int)")
            let applied = try await folder.runner(in: scene).apply()
            #expect(applied == [30, 31, 32])
            try await body(scene)
        }
    }

    /// How often each down began, what is left, and what the history says.
    private func state(_ scene: MigrationScene) async throws -> [String] {
        try await scene.texts("SELECT n::text FROM undone ORDER BY undone.n") + scene.tables() + scene.history()
    }

    /// Does what an operator does after a crash.
    /// - Returns: Whether something stood half-way.
    private func recover(_ scene: MigrationScene, _ folder: ProbeFolder) async throws -> Bool {
        let runner = try folder.runner(in: scene)
        guard let error = await failure({ () async throws(MigrationError) in try await runner.rollback(to: 0) }) else {
            return false
        }
        guard error.code == .unfinished else { throw error }
        _ = try await runner.resume()
        _ = try await runner.rollback(to: 0)
        return true
    }
}
