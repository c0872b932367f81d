import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Rows streamed within a session", .timeLimit(.minutes(2)))
struct StreamingTests {
    private struct Mine: Error, Equatable {}
    private let pid: SQL = "SELECT pg_backend_pid()"

    @Test("every row comes, of the session's tenant alone, in one statement of the log")
    func allRows() async throws {
        try await withDatabase { (database, fixture) async throws in
            let (tenant, other) = (TenantID(UUID()), TenantID(UUID()))
            try await fixture.asSuperuser(
                """
                INSERT INTO notes (tenant_id, body)
                SELECT CASE i % 2 WHEN 0 THEN \(tenant.rawValue) ELSE \(other.rawValue) END, i::text
                FROM generate_series(1, 20000) AS i
                """)
            let sum = try await database.read(for: tenant) { session in
                try await session.stream("SELECT body FROM notes") { rows in
                    var sum = 0
                    for try await row in rows { sum += Int(try row.decode(String.self)) ?? 0 }
                    return sum
                }
            }
            #expect(sum == 10_000 * 10_001)
            let queries = database.recentQueries()
            #expect(queries.map(\.rows) == [10_000])
            #expect(queries.map(\.text) == ["SELECT body FROM notes"])
        }
    }

    @Test(
        "nothing else is run meanwhile, and what was refused harms neither the stream nor the session",
        arguments: [IsolationLevel.readCommitted, .repeatableRead])
    func statementWithin(isolation: IsolationLevel) async throws {
        try await withDatabase { (database, _) async throws in
            try await database.readGlobal(options: .init(isolation: isolation)) { session in
                let count = try await session.stream("SELECT generate_series(1, 1000)") { rows in
                    var count = 0
                    for try await _ in rows {
                        if count == 500 {
                            let refused = await failure { _ = try await session.query("SELECT 1") }
                            #expect(refused?.code == .connectionBusy)
                        }
                        count += 1
                    }
                    return count
                }
                #expect(count == 1000)
                #expect(try await session.query("SELECT 7").number == 7)
            }
        }
    }

    @Test("no savepoint begins meanwhile; within one, rows are streamed and undone with it")
    func savepoints() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await fixture.asSuperuser(SQL(verbatim: "CREATE TABLE readings (n int4)"), grant(fixture))
            try await database.writeGlobal { session in
                try await session.execute("INSERT INTO readings VALUES (1)")
                await #expect(throws: Mine()) {
                    try await session.savepoint { session in
                        try await session.stream("INSERT INTO readings SELECT generate_series(2, 9) RETURNING n") {
                            rows in
                            let refused = await failure { try await session.savepoint { _ in } }
                            #expect(refused?.code == .connectionBusy)
                            for try await _ in rows {}
                        }
                        throw Mine()
                    }
                }
            }
            #expect(try await database.readGlobal { try await $0.query("SELECT n FROM readings").count } == 1)
        }
    }

    @Test(
        "a stream left early leaves the connection clean, and the session goes on",
        arguments: ["SELECT generate_series(1, 1000000)", "/* bracketed */ SELECT generate_series(1, 30000)"])
    func leftEarly(text: String) async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { (database, _) async throws in
            let before = try await database.readGlobal { try await $0.query(pid).number }
            let (first, next) = try await database.readGlobal { session in
                let first: Int? = try await session.stream(SQL(verbatim: text)) { rows in
                    for try await row in rows { return try row.decode(Int.self) }
                    return nil
                }
                return (first, try await session.query("SELECT 2").number)
            }
            #expect(first == 1)
            #expect(next == 2)
            #expect(try await database.readGlobal { try await $0.query(pid).number } == before)
            #expect(database.recentQueries().allSatisfy { $0.outcome == .succeeded })
        }
    }

    @Test("in a transaction the rest is dropped: it goes on and is committed")
    func leftEarlyInTransaction() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await fixture.asSuperuser(SQL(verbatim: "CREATE TABLE readings (n int4)"), grant(fixture))
            try await database.writeGlobal { session in
                try await session.stream("INSERT INTO readings SELECT generate_series(1, 5000) RETURNING n") { rows in
                    for try await _ in rows { break }
                }
                try await session.execute("INSERT INTO readings VALUES (5001)")
            }
            #expect(try await database.readGlobal { try await $0.query("SELECT n FROM readings").count } == 5001)
        }
    }

    @Test(
        "the server's refusal in the middle is the caller's error; a read session goes on after it",
        arguments: ["SELECT 1 / (n - 5000) FROM generate_series(1, 9000) AS n", "SELECT 1 / 0", "SELEC"])
    func failsInTheMiddle(text: String) async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { (database, _) async throws in
            let before = try await database.readGlobal { try await $0.query(pid).number }
            try await database.readGlobal { (session) async throws in
                let error = await failure {
                    try await session.stream(SQL(verbatim: text)) { rows in for try await _ in rows {} }
                }
                #expect(error?.code == .server)
                #expect(try await session.query(pid).number == before)
            }
            #expect(database.recentQueries().map(\.outcome.description).contains { $0 == error(of: text) })
        }
    }

    @Test("a failure that the closure keeps to itself fails the transaction; one after it left is thrown")
    func failureInTransaction() async throws {
        try await withDatabase { (database, _) async throws in
            let statement: SQL = "SELECT 1 / (n - 5000) FROM generate_series(1, 9000) AS n"
            let swallowed = await failure {
                try await database.writeGlobal { session in
                    try await session.stream(statement) { rows in
                        do { for try await _ in rows {} } catch {}
                    }
                }
            }
            #expect(swallowed?.code == .commitFailed)
            #expect(swallowed?.sqlState == .divisionByZero)
            let dropped = await failure {
                try await database.writeGlobal { session in
                    try await session.stream(statement) { rows in for try await _ in rows { break } }
                }
            }
            #expect(dropped?.sqlState == .divisionByZero)
            #expect(dropped?.outcome == .rolledBack)
        }
    }

    @Test("what the closure throws passes through unchanged", arguments: [true, false])
    func ownError(isTransaction: Bool) async throws {
        try await withDatabase { (database, _) async throws in
            let isolation = isTransaction ? IsolationLevel.repeatableRead : .readCommitted
            await #expect(throws: Mine()) {
                try await database.readGlobal(options: .init(isolation: isolation)) { session in
                    try await session.stream("SELECT generate_series(1, 9000)") { rows in
                        for try await _ in rows { throw Mine() }
                    }
                }
            }
            #expect(try await database.readGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("its time is the session's, and counts what the closure does", arguments: [true, false])
    func timeout(isTransaction: Bool) async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { (database, _) async throws in
            let isolation = isTransaction ? IsolationLevel.repeatableRead : .readCommitted
            let options = TransactionOptions(isolation: isolation, timeout: .after(.milliseconds(100)))
            let error = await failure {
                try await database.readGlobal(options: options) { session in
                    try await session.stream("SELECT pg_sleep(0.01) FROM generate_series(1, 5000)") { rows in
                        for try await _ in rows {}
                    }
                }
            }
            #expect(error?.code == .timedOut)
            #expect(try await database.readGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("a cancelled task ends it with CancellationError, and hits nobody else")
    func cancelled() async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { (database, _) async throws in
            for isolation in [IsolationLevel.readCommitted, .repeatableRead] {
                let (begun, beginning) = AsyncStream<Void>.makeStream()
                let task = Task {
                    try await database.readGlobal(options: .init(isolation: isolation)) { session in
                        try await session.stream("SELECT generate_series(1, 100000000)") { rows in
                            for try await _ in rows { beginning.finish() }
                        }
                    }
                }
                for await _ in begun {}
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await database.readGlobal { try await $0.query("SELECT 1").number } == 1)
            }
            #expect(database.poolStatistics()[.readonly]?.inUse == 0)
        }
    }

    private func grant(_ fixture: RoleFixture) -> SQL {
        SQL(verbatim: "GRANT ALL ON readings TO \(fixture.login(.webapp)), \(fixture.login(.readonly))")
    }

    private func error(of text: String) -> String { text == "SELEC" ? "42601" : "22012" }
}
