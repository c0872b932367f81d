import DataAccessTesting
import Migrations
import PostgresDriver
import TestSupport
import Testing

/// Many runners at once, each a process of its own.
@Suite(.timeLimit(.minutes(30))) struct RunnerRaceTests {
    private static let runners = 10
    private static let files = [
        "030_tables.sql": "CREATE TABLE a AS SELECT g AS b FROM generate_series(1, 100) g; CREATE TABLE c (d int);",
        "031_index.sql": """
        -- migrate:up transaction:false
        CREATE INDEX CONCURRENTLY i ON a (b);
        CREATE UNIQUE INDEX CONCURRENTLY u ON a (b);
        REINDEX INDEX CONCURRENTLY i;
        """,
        "032_more.sql": "ALTER TABLE c ADD e int;",
    ]

    @Test(
        "pain 1, an advisory-lock waiter deadlocks CREATE INDEX CONCURRENTLY: of 10 runners one applies, without deadlock"
    )
    func oneOfTenApplies() async throws {
        let folder = try ProbeFolder(Self.files)
        let began = ContinuousClock.now
        let rounds = try SoakSize.migrationRaces.count
        for _ in 0..<rounds { try await race(folder) }
        try SoakRecord.add(
            "\(Self.runners) runners at once, with CREATE INDEX CONCURRENTLY",
            "\(rounds) races: exactly one applied each time, 0 deadlocks", took: ContinuousClock.now - began)
    }

    private func race(_ folder: ProbeFolder) async throws {
        try await withScene { scene in
            let runs = try (0..<Self.runners).map { _ in try folder.start("apply", on: scene.database) }
            var applied: [String] = []
            for run in runs {
                let result = await run.result()
                #expect(result.isSuccess, "\(result.output)")
                applied.append(result.output)
            }
            #expect(applied.sorted() == Array(repeating: "done \n", count: Self.runners - 1) + ["done 30 31 32\n"])
            #expect(try await scene.history() == ["30 up done 2/2", "31 up done 3/3", "32 up done 1/1"])
            let deadlocks = try await scene.texts(
                "SELECT deadlocks::text FROM pg_stat_database WHERE datname = current_database()")
            #expect(deadlocks == ["0"])
            let invalid = try await scene.texts("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
            #expect(invalid == [])
        }
    }
}
