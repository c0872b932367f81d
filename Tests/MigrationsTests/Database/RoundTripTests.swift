import DataAccessTesting
import LocalPostgres
import Migrations
import PostgresDriver
import TestSupport
import Testing

/// How often the runner waits for the server: with many small migrations that is most of the time.
@Suite struct RoundTripTests {
    /// What a runner sends that applies so many migrations of one statement.
    private func messages(migrations count: Int, _ statement: (Int) -> String) async throws -> FrontendMessages {
        let files = (1...count).map { ("\($0)00_m.sql", statement($0)) }
        var messages = FrontendMessages()
        try await withScene { scene in
            let server = scene.database.server.server
            let proxy = try FaultProxy(to: .unixSocket("\(server.socketDirectory)/.s.PGSQL.\(server.port)"))
            defer { proxy.stop() }
            var configuration = scene.database.configuration
            configuration.endpoint = .tcp(host: "127.0.0.1", port: proxy.port)
            configuration.tls = .disabled
            let runner = try scene.runner(Dictionary(uniqueKeysWithValues: files), configuration: configuration)
            let applied = try await runner.apply()
            #expect(applied.count == count)
            // Where something takes long, another connection looks.
            messages = proxy.traffic.messages[0]
        }
        return messages
    }

    /// What one migration more sends.
    private func cost(_ kind: Unicode.Scalar, _ statement: (Int) -> String) async throws -> Int {
        let (few, many) = (
            try await messages(migrations: 2, statement)[kind], try await messages(migrations: 6, statement)[kind]
        )
        #expect((many - few) % 4 == 0)
        return (many - few) / 4
    }

    @Test func aMigrationOfOneStatementIsTwoRoundTrips() async throws {
        // What begins the transaction goes with the statement, and the history with COMMIT.
        #expect(try await cost("S") { "CREATE TABLE t\($0) (a int)" } == 2)
    }

    @Test func eachFurtherStatementIsOneMore() async throws {
        // Another kind of statement has another limit, which is set with it.
        #expect(try await cost("S") { "CREATE TABLE t\($0) (a int); INSERT INTO t\($0) VALUES (1)" } == 3)
    }

    @Test func theRunnersOwnStatementsAreFewAndPreparedOnce() async throws {
        // RESET ALL, BEGIN, the settings, the statement, two RESETs, the history, COMMIT.
        #expect(try await cost("E") { "CREATE TABLE t\($0) (a int)" } == 8)
        #expect(try await cost("P") { "CREATE TABLE t\($0) (a int)" } == 1)
    }

    @Test func theServerKeepsWhatComesAgainAndNothingElse() async throws {
        let kept = { (text: String) in "FROM pg_prepared_statements WHERE statement LIKE '\(text)%'" }
        try await withScene { scene in
            let runner = try scene.runner([
                "030_a.sql": "CREATE TABLE a (b int)",
                "031_c.sql": """
                -- migrate:up
                CREATE TABLE c (d int);
                -- migrate:verify
                SELECT count(*) = 0 AS of_the_files \(kept("CREATE TABLE a"));
                SELECT count(*) = 1 AS of_the_runner \(kept("WITH history"));
                """,
            ])
            #expect(try await runner.apply() == [30, 31])
        }
    }

    @Test func aFilesOwnLimitHasTheHistoryWrittenBeforeTheCommit() async throws {
        #expect(try await cost("S") { "SET lock_timeout = 0; CREATE TABLE t\($0) (a int)" } == 4)
    }
}
