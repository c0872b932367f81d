import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Rows copied within a transaction", .timeLimit(.minutes(2)))
struct CopyingTests {
    private struct Mine: Error, Equatable {}

    private struct Reading: PostgresCopyRow {
        let number: Int32
        let body: String?

        static let copyColumns = ["n", "body"]

        func encode(into row: inout CopyRowEncoder) {
            row.append(number)
            row.append(body)
        }
    }

    @Test("rows of both kinds of sequences are there after the commit, and counted in the log")
    func copied() async throws {
        try await withReadings { (database, table) async throws in
            let counts = try await database.writeGlobal { session in
                let first = try await session.copy((1...5000).map { Reading(number: $0, body: "x") }, into: table)
                let rows = AsyncStream { continuation in
                    for number in Int32(5001)...5010 { continuation.yield(Reading(number: number, body: nil)) }
                    continuation.finish()
                }
                return [first, try await session.copy(rows, into: table)]
            }
            #expect(counts == [5000, 10])
            #expect(try await rows(of: database) == 5010)
            #expect(database.recentQueries().filter { $0.text.hasPrefix("COPY") }.map(\.rows) == [5000, 10])
        }
    }

    @Test("they are undone with the transaction")
    func rolledBack() async throws {
        try await withReadings { (database, table) async throws in
            await #expect(throws: Mine()) {
                try await database.writeGlobal { session in
                    try await session.copy([Reading(number: 1, body: nil)], into: table)
                    throw Mine()
                }
            }
            #expect(try await rows(of: database) == 0)
        }
    }

    @Test("an error of the rows passes through; kept within the closure, it fails the transaction")
    func ownError() async throws {
        try await withReadings { (database, table) async throws in
            func copy(_ session: Session<Webapp, GlobalScope>) async throws {
                try await session.copy(0..<100_000, into: table, columns: ["n"]) { number, row in
                    guard number < 90_000 else { throw Mine() }
                    row.append(Int32(number))
                }
            }
            await #expect(throws: Mine()) { try await database.writeGlobal { try await copy($0) } }
            let swallowed = await failure { try await database.writeGlobal { try? await copy($0) } }
            #expect(swallowed?.code == .commitFailed)
            #expect(try await rows(of: database) == 0)
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }

    @Test("a row that breaks a constraint is the server's error, and everything is rolled back")
    func violation() async throws {
        try await withReadings { (database, table) async throws in
            let error = await failure {
                _ = try await database.writeGlobal { session in
                    try await session.copy([1, 2, 1].map { Reading(number: $0, body: nil) }, into: table)
                }
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.outcome == .rolledBack)
            #expect(try await rows(of: database) == 0)
        }
    }

    @Test("into a table with row-level security: the error says to insert")
    func rowLevelSecurity() async throws {
        try await withDatabase { database, _ in
            let tenant = UUID()
            let error = await failure {
                _ = try await database.write(for: TenantID(tenant)) { session in
                    try await session.copy(["x"], into: try Identifier("notes"), columns: ["tenant_id", "body"]) {
                        $1.append(tenant)
                        $1.append($0)
                    }
                }
            }
            #expect(error?.sqlState == .featureNotSupported)
            #expect(error?.detail?.contains("use INSERT") == true)
        }
    }

    @Test("it has the transaction's time")
    func timeout() async throws {
        try await withReadings { (database, table) async throws in
            let endless = sequence(first: Int32(0)) { $0 &+ 1 }
            let error = await failure {
                _ = try await database.writeGlobal(options: .init(timeout: .after(.milliseconds(100)))) { session in
                    try await session.copy(endless, into: table, columns: ["n"]) { $1.append($0) }
                }
            }
            #expect(error?.code == .timedOut)
            #expect(try await rows(of: database) == 0)
        }
    }

    private func withReadings(_ body: (Database, Identifier) async throws -> Void) async throws {
        try await withDatabase { database, fixture in
            try await fixture.asSuperuser(
                "CREATE TABLE readings (n int4 PRIMARY KEY, body text)",
                SQL(verbatim: "GRANT ALL ON readings TO \(fixture.login(.webapp)), \(fixture.login(.readonly))"))
            try await body(database, try Identifier("readings"))
        }
    }

    private func rows(of database: Database) async throws -> Int {
        try await database.readGlobal { try await $0.query("SELECT count(*) FROM readings").number }
    }
}
