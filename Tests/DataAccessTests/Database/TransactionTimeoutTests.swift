import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("A transaction's time on a real server", .timeLimit(.minutes(2)))
struct TransactionTimeoutTests {
    let insert: SQL = "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), gen_random_uuid()::text)"

    @Test(
        "a timeout ends the transaction on the server while a statement is under way: nothing runs on, nothing remains")
    func duringStatement() async throws {
        try await withDatabase({ $0.admin?.maximum = 1 }) { (database, fixture) async throws in
            let insert = insert
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer(options: .init(timeout: .after(.milliseconds(300)))) { session in
                    try await session.execute(insert)
                    let late = await failure { _ = try await session.query("SELECT pg_sleep(60)") }
                    #expect(late?.code == .timedOut)
                    // The closure keeps the error to itself and goes on: the transaction has ended all the same.
                    try await until { try await inTransaction(fixture, .admin) == 0 }
                    let next = await failure { _ = try await session.execute(insert) }
                    #expect(next?.code == .timedOut)
                }
            }
            #expect(error?.code == .timedOut)
            #expect(error?.outcome == .rolledBack)
            #expect(error?.isRetrySafe == true)
            #expect(try await fixture.rows() == 0)
            #expect(try await database.administer { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("defect 2: a timeout ends the transaction on the server while its closure is busy elsewhere")
    func whileIdle() async throws {
        try await withDatabase { (database, fixture) async throws in
            let insert = insert
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer(options: .init(timeout: .after(.milliseconds(300)))) { session in
                    try await session.execute(insert)
                    try await until { try await inTransaction(fixture, .admin) == 0 }
                    let next = await failure { _ = try await session.execute(insert) }
                    #expect(next?.code == .timedOut)
                }
            }
            #expect(error?.code == .timedOut)
            #expect(error?.outcome == .rolledBack)
            #expect(try await fixture.rows() == 0)
            #expect(try await database.administer { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("a closure that returns too late is told so, although it called nothing")
    func returnsLate() async throws {
        try await withDatabase { (database, fixture) async throws in
            let insert = insert
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer(options: .init(timeout: .after(.milliseconds(200)))) { session in
                    try await session.execute(insert)
                    try await until { try await inTransaction(fixture, .admin) == 0 }
                }
            }
            #expect(error?.code == .timedOut)
            #expect(try await fixture.rows() == 0)
        }
    }

    @Test("the closure's own error is what is thrown, although the time was up")
    func ownErrorAfterwards() async throws {
        struct Mine: Error {}
        try await withDatabase { (database, fixture) async throws in
            let insert = insert
            await #expect(throws: Mine.self) {
                try await database.administer(options: .init(timeout: .after(.milliseconds(200)))) { session in
                    try await session.execute(insert)
                    try await until { try await inTransaction(fixture, .admin) == 0 }
                    throw Mine()
                }
            }
        }
    }

    @Test("should this process stand still, the server ends the transaction by itself")
    func serversOwnLimit() async throws {
        try await withDatabase { (database, _) async throws in
            let setting: SQL = "SELECT current_setting('idle_in_transaction_session_timeout')"
            #expect(try await database.writeGlobal { try await $0.query(setting).text } == "6s")
            #expect(try await database.administer { try await $0.query(setting).text } == "0")
            let long = TransactionOptions(timeout: .after(.seconds(59)))
            #expect(try await database.writeGlobal(options: long) { try await $0.query(setting).text } == "1min")
        }
    }

    @Test("the statement of a read session has a time of its own")
    func read() async throws {
        try await withDatabase { (database, _) async throws in
            let options = TransactionOptions(timeout: .after(.milliseconds(200)))
            let number = try await database.readGlobal(options: options) { session in
                let error = await #expect(throws: DatabaseError.self) { try await session.query("SELECT pg_sleep(60)") }
                #expect(error?.code == .timedOut)
                return try await session.query("SELECT 1").number
            }
            #expect(number == 1)
        }
    }

    /// How many of a login's sessions are in a transaction.
    private func inTransaction(_ fixture: RoleFixture, _ pool: PoolName) async throws -> Int {
        let user = fixture.login(pool)
        return try await fixture.database.withConnection { connection in
            try await connection.query(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = \(user) AND xact_start IS NOT NULL"
            ).number
        }
    }
}
