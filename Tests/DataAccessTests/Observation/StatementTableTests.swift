import ConnectionPooling
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The statements of a pool")
struct StatementTableTests {
    private let start = ContinuousClock.now

    private func sample(_ number: Int = 0, rows: Int = 1, outcome: QueryOutcome = .succeeded) -> QuerySample {
        QuerySample(
            site: CallSite(file: "Fleet/Routes.swift", line: number), finished: start + .milliseconds(number),
            nanoseconds: 1_000_000, rows: rows, outcome: outcome)
    }

    @Test("the same text is the same statement")
    func sameText() {
        var table = StatementTable()
        let first = table.record("SELECT $1", sample(1, rows: 2))
        #expect(table.record("SELECT $1", sample(2, rows: 3, outcome: .failed(.timedOut, nil))) == first)
        let other = table.record("SELECT $2", sample(3))
        let statistics = table[first].statistics(of: .webapp)
        #expect((statistics.count, statistics.errors, statistics.rows) == (2, 1, 5))
        #expect(statistics.total == .milliseconds(2) && statistics.longest == .milliseconds(1))
        #expect(statistics.lastCallSite.line == 2)
        #expect(table[other].count == 1)
    }

    @Test("after 100,000 texts it holds 1,000, and counts the others together")
    func bounded() {
        var table = StatementTable()
        for number in 0..<100_000 { _ = table.record("SELECT \(number)", sample(number)) }
        #expect(table.records.count == 1 + StatementTable.capacity)
        #expect(table[0].count == 100_000 - StatementTable.capacity)
        #expect(table[0].statistics(of: .webapp).text == "other")
        #expect(table.record("SELECT 5", sample()) == 6)
        #expect(table.takeUnnamed().count == StatementTable.capacity)
    }

    @Test("the last 1,000 samples are kept, oldest first", arguments: [0, 1, 999, 1000, 1001, 2500])
    func recent(count: Int) {
        var samples = RecentSamples()
        for number in 0..<count { samples.append(number, sample(number)) }
        #expect(samples.all.map(\.statement) == Array(max(0, count - 1000)..<count))
    }

    @Test("a new statement is told once for naming, and goes by its keyword until then")
    func naming() {
        var table = StatementTable()
        let number = table.record("SELECT name FROM vendors", sample())
        #expect(table.name(of: "SELECT name FROM vendors")?.summary == "SELECT")
        #expect(table.takeUnnamed().map(\.number) == [number])
        #expect(table.takeUnnamed().isEmpty)
        table.setName(StatementName(summary: "SELECT vendors", operation: "SELECT", fingerprint: "f"), of: number)
        _ = table.record("SELECT name FROM vendors", sample())
        #expect(table.name(of: "SELECT name FROM vendors")?.summary == "SELECT vendors")
        #expect(table.takeUnnamed().isEmpty)
    }
}
