import DataAccessTesting
import Foundation
import PoolerTesting
import Testing
import TestSupport

@testable import PostgresDriver

@Suite("Behind a PgBouncer in transaction mode, one-shot mode", .timeLimit(.minutes(2)))
struct OneShotTests {
    private func process(_ connection: PostgresConnection) async throws -> Int? {
        try await connection.query("SELECT pg_backend_pid()").first?.decode(Int.self, at: 0)
    }

    @Test("works on a session that others use in between")
    func sharedSession() async throws {
        try await withPooler { database, one, other in
            let processes = [try await process(one), try await process(other), try await process(one)]
            #expect(Set(processes).count == 1)
            let sessions = try await database.withConnection { connection in
                try await connection.query(
                    """
                    SELECT pid FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                    """
                ).map { row in try row.decode(Int.self, at: 0) }
            }
            #expect(sessions == [processes[0]])
        }
    }

    @Test("reads every statement's result, first in text and then in binary")
    func formats() async throws {
        try await withPooler { _, one, other in
            let id = UUID()
            let day = try #require(PostgresDate(year: 2024, month: 2, day: 29))
            for use in 0..<3 {
                for connection in [one, other] {
                    let result = try await connection.query(
                        """
                        SELECT \(41 + use)::int4, \("é")::text, \(id)::uuid, \([1, 2])::int8[], \(day)::date,
                               '1 day 02:03:04'::interval, \([UInt8](0...255))::bytea, \(1.5)::float8, NULL::text
                        """)
                    let row = try #require(result.first)
                    #expect(try row.decode(Int.self, at: 0) == 41 + use)
                    #expect(try row.decode(String.self, at: 1) == "é")
                    #expect(try row.decode(UUID.self, at: 2) == id)
                    #expect(try row.decode([Int].self, at: 3) == [1, 2])
                    #expect(try row.decode(PostgresDate.self, at: 4) == day)
                    let interval = try row.decode(PostgresInterval.self, at: 5)
                    #expect(interval == PostgresInterval(months: 0, days: 1, microseconds: 7_384_000_000))
                    #expect(try row.decode([UInt8].self, at: 6) == [UInt8](0...255))
                    #expect(try row.decode(Double.self, at: 7) == 1.5)
                    #expect(try row.decode(String?.self, at: 8) == nil)
                    #expect(result.format == (use == 0 ? .text : .binary))
                }
            }
        }
    }

    @Test("keeps no statement at the server")
    func nothingKept() async throws {
        try await withPooler { _, one, other in
            for _ in 0..<3 { _ = try await one.query("SELECT \(1)") }
            let kept = try await other.query("SELECT name FROM pg_prepared_statements").count
            #expect(kept == 0)
        }
    }

    @Test("sets a scope for its own statements alone")
    func scopes() async throws {
        try await withPooler { _, one, other in
            let read: SQL = "SELECT current_setting('app.tenant', true)"
            for round in 0..<3 {
                for (connection, tenant) in [(one, "one \(round)"), (other, "other \(round)")] {
                    let scope = TransactionScope(["app.tenant": tenant])
                    let seen = try await connection.query(read, under: scope).first?.decode(String.self, at: 0)
                    #expect(seen == tenant)
                    let several = try await connection.pipeline([read, read], under: scope)
                        .map { try $0.get().first?.decode(String.self, at: 0) }
                    #expect(several == [tenant, tenant])
                    let inTransaction = try await connection.transaction([read], under: scope).first?.first?
                        .decode(String.self, at: 0)
                    #expect(inTransaction == tenant)
                }
                for connection in [one, other] {
                    let left = try await connection.query(read).first?.decode(String?.self, at: 0)
                    #expect((left ?? "") == "")
                }
            }
        }
    }

    @Test("has an error in the middle of a pipeline undo the pipeline, and nothing of others")
    func errorMidway() async throws {
        try await withPooler { _, one, other in
            _ = try await one.query("CREATE TABLE t (n int)")
            for number in 0..<3 {
                let outcomes = try await one.pipeline([
                    "INSERT INTO t VALUES (\(number))", "SELECT 1 / 0", "INSERT INTO t VALUES (\(number))",
                ])
                let codes = outcomes.map { outcome -> DatabaseError.Code? in
                    if case .failure(let error) = outcome { error.code } else { nil }
                }
                #expect(codes == [nil, .server, .pipelineAborted])
                _ = try await other.query("INSERT INTO t VALUES (\(100 + number))")
            }
            let kept = try await one.query("SELECT n FROM t ORDER BY n").map { try $0.decode(Int.self, at: 0) }
            #expect(kept == [100, 101, 102])
            try await expectUsable(one)
            try await expectUsable(other)
        }
    }

    @Test("has a transaction to itself until it ends")
    func transactions() async throws {
        try await withPooler { _, one, other in
            _ = try await one.query("CREATE TABLE t (n int)")
            _ = try await one.query("BEGIN")
            _ = try await one.query("INSERT INTO t VALUES (\(1))")
            async let waiting = other.query("SELECT count(*) FROM t").first?.decode(Int.self, at: 0)
            _ = try await one.query("INSERT INTO t VALUES (\(2))")
            #expect(one.transactionStatus == .inTransaction)
            #expect(try await one.query("COMMIT").commandTag == "COMMIT")
            #expect(try await waiting == 2)
            let error = await #expect(throws: DatabaseError.self) {
                try await other.transaction(["INSERT INTO t VALUES (\(3))", "SELECT 1 / 0"])
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(try await one.transaction(["SELECT count(*) FROM t"]).first?.first?.decode(Int.self, at: 0) == 2)
        }
    }

    @Test("streams rows, to the end or not, in either format")
    func streams() async throws {
        try await withPooler { _, one, other in
            let numbers: SQL = "SELECT n, 'row ' || n FROM generate_series(1, 5000) AS n"
            for use in 0..<3 {
                let sum = try await one.stream(numbers) { rows in
                    var sum = 0
                    for try await row in rows {
                        let (number, text) = try row.decode(Int.self, String.self)
                        sum += text == "row \(number)" ? number : 0
                    }
                    return sum
                }
                #expect(sum == 12_502_500)
                let first = try await other.stream("SELECT generate_series(1, 1000000000)") { rows in
                    for try await row in rows { return try row.decode(Int.self, at: 0) }
                    return 0
                }
                #expect(first == 1)
                // From here on the statement is known to be readable in binary.
                if use == 0 { #expect(try await one.query(numbers).count == 5000) }
                try await expectUsable(other)
            }
        }
    }

    @Test("copies rows in and out")
    func copies() async throws {
        try await withPooler { _, one, other in
            _ = try await one.query("CREATE TABLE t (n int, v text)")
            let rows = try await one.copyIn("COPY t FROM STDIN") { try await $0.write([UInt8]("1\ta\n2\tb\n".utf8)) }
            #expect(rows == 2)
            let text = try await other.copyOut("COPY t TO STDOUT") { chunks in
                var bytes: [UInt8] = []
                for try await chunk in chunks { bytes += chunk }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(text == "1\ta\n2\tb\n")
            try await expectUsable(one)
        }
    }

    @Test("ends a statement that takes too long, and nobody else's")
    func deadlines() async throws {
        try await withPooler { _, one, other in
            let error = await #expect(throws: DatabaseError.self) {
                try await one.query("SELECT pg_sleep(600)", timeout: .milliseconds(50))
            }
            #expect(error?.code == .timedOut)
            try await expectUsable(other)
            try await expectUsable(one)
        }
    }

    @Test("refuses a session whose dates it could misread, and says what to change")
    func otherStyles() async throws {
        try await withTestDatabase { database in
            let name = try Identifier(database.name)
            try await database.withConnection { connection in
                _ = try await connection.query("ALTER DATABASE \(name) SET datestyle = 'SQL, DMY'")
            }
            let pooler = try await PgBouncer.start(before: database)
            let error = await #expect(throws: DatabaseError.self) {
                try await PostgresConnection.withConnection(to: pooler.configuration) { _ in }
            }
            await pooler.stop()
            #expect(error?.code == .configuration)
            #expect(error?.detail?.contains("ALTER ROLE \"postgres\" SET datestyle = 'ISO'") == true)
        }
    }
}

extension QueryResult {
    /// The form in which its values came, when that is the same for all.
    fileprivate var format: PostgresType.Format? {
        let formats = Set(
            (0..<columns.count).compactMap { column -> PostgresType.Format? in
                guard case .value(let cell) = memory.content(row: 0, column: column) else { return nil }
                return cell.format
            })
        return formats.count == 1 ? formats.first : nil
    }
}
