import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Savepoints and batches on a real server", .timeLimit(.minutes(2)))
struct SavepointTests {
    struct Mine: Error, Equatable {}

    func insert(_ body: String) -> SQL {
        "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), \(body))"
    }

    @Test("what a savepoint's closure throws undoes its part alone and passes through unchanged")
    func undone() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await database.administer { session in
                try await session.execute(insert("kept"))
                await #expect(throws: Mine()) {
                    try await session.savepoint { session in
                        try await session.execute(insert("undone"))
                        throw Mine()
                    }
                }
                try await session.execute(insert("kept too"))
            }
            #expect(try await bodies(fixture) == ["kept", "kept too"])
        }
    }

    @Test("after a failed statement in a savepoint the transaction goes on, even when it was the very first")
    func failedStatement() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await database.administer { session in
                let error = await failure { try await session.savepoint { _ = try await $0.query("SELECT 1 / 0") } }
                #expect(error?.sqlState == .divisionByZero)
                try await session.execute(insert("kept"))
            }
            #expect(try await bodies(fixture) == ["kept"])
        }
    }

    @Test("nested: the inner part is undone, the outer kept; or the outer undone with all that is in it")
    func nested() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await database.administer { session in
                try await session.savepoint { session in
                    try await session.execute(insert("outer"))
                    let error = await failure {
                        try await session.savepoint { session in
                            try await session.execute(insert("inner"))
                            _ = try await session.query("SELECT 1 / 0")
                        }
                    }
                    #expect(error?.sqlState == .divisionByZero)
                }
                await #expect(throws: Mine()) {
                    try await session.savepoint { session in
                        try await session.execute(insert("second outer"))
                        try await session.savepoint { try await $0.execute(insert("second inner")) }
                        throw Mine()
                    }
                }
                try await session.execute(insert("last"))
            }
            #expect(try await bodies(fixture) == ["last", "outer"])
        }
    }

    @Test("a failed statement whose error the savepoint's closure swallows: the part is undone, and the caller is told")
    func swallowed() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await database.administer { session in
                try await session.execute(insert("kept"))
                let error = await failure {
                    try await session.savepoint { session in
                        try await session.execute(insert("undone"))
                        _ = try? await session.query("SELECT 1 / 0")
                    }
                }
                #expect(error?.code == .commitFailed)
                #expect(error?.sqlState == .divisionByZero)
            }
            #expect(try await bodies(fixture) == ["kept"])
        }
    }

    @Test("cancelled in a savepoint: CancellationError, nothing remains, the connection is clean")
    func cancelled() async throws {
        try await withDatabase { (database, fixture) async throws in
            let task = Task {
                try await database.administer { session in
                    try await session.execute(insert("undone"))
                    try await session.savepoint { _ = try await $0.query("SELECT pg_sleep(60)") }
                }
            }
            let user = fixture.login(.admin)
            try await until {
                try await fixture.database.withConnection { connection in
                    try await !connection.query(
                        "SELECT 1 FROM pg_stat_activity WHERE usename = \(user) AND wait_event = 'PgSleep'"
                    ).isEmpty
                }
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await fixture.rows() == 0)
            #expect(database.poolStatistics()[.admin]?.idle == 1)
        }
    }

    @Test("defect 9: a batch within a transaction is part of it: a bulk insert is undone with the rest")
    func batchInTransaction() async throws {
        try await withDatabase { (database, fixture) async throws in
            await #expect(throws: Mine()) {
                try await database.administer { session in
                    let results = try await session.batch((0..<50).map { insert("row \($0)") })
                    #expect(results.map(\.affectedRows) == Array(repeating: 1, count: 50))
                    throw Mine()
                }
            }
            #expect(try await fixture.rows() == 0)
        }
    }

    @Test("a batch of its own is one transaction: all of it or nothing, and the first error is the one thrown")
    func batch() async throws {
        try await withDatabase { (database, fixture) async throws in
            let tenant = TenantID(UUID())
            func insert(_ body: String) -> SQL {
                "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), \(body)) RETURNING body"
            }
            let results = try await database.write(for: tenant, batch: [insert("a"), insert("b")])
            #expect(try results.map { try $0.text } == ["a", "b"])
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant, batch: [insert("c"), insert("a"), insert("d")])
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.outcome == .rolledBack)
            #expect(try await bodies(fixture) == ["a", "b"])
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
            #expect(try await database.writeGlobal(batch: []).isEmpty)
        }
    }

    @Test("a batch whose time is up is rolled back, and the connection serves on")
    func batchTimeout() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, fixture) async throws in
            let tenant = TenantID(UUID())
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(
                    for: tenant,
                    batch: [
                        "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')", "SELECT pg_sleep(60)",
                    ], options: .init(timeout: .after(.milliseconds(200))))
            }
            #expect(error?.code == .timedOut)
            #expect(error?.outcome == .rolledBack)
            #expect(try await fixture.rows() == 0)
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("a batch of a read session is one transaction under its tenant")
    func readBatch() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = TenantID(UUID())
            let settings: SQL = "SELECT current_setting('app.current_tenant_id') || now()"
            try await database.read(for: tenant) { session in
                let results = try await session.batch([settings, settings])
                #expect(try results[0].text == results[1].text)
                #expect(try results[0].text.hasPrefix(tenant.description))
            }
        }
    }

    private func bodies(_ fixture: RoleFixture) async throws -> [String] {
        try await fixture.database.withConnection { connection in
            try await connection.query("SELECT body FROM notes ORDER BY body").map { try $0.decode(String.self, at: 0) }
        }
    }
}
