import ConnectionPooling
import Testing
import TestSupport

@testable import DataAccess

@Suite("Warnings of slow statements")
struct SlowStatementGateTests {
    private let start = ContinuousClock.now

    private func slow(_ text: String, milliseconds: Int = 1500, fingerprint: String? = nil) -> SlowStatement {
        SlowStatement(
            pool: .readonly, text: text,
            name: StatementName(summary: "SELECT", operation: "SELECT", fingerprint: fingerprint),
            sample: QuerySample(
                site: CallSite(), finished: start, nanoseconds: UInt64(milliseconds) * 1_000_000, rows: 0,
                outcome: .succeeded),
            context: nil)
    }

    @Test("the first is written at once; the slowest of those held back when the minute is over, with their number")
    func window() {
        var gate = SlowStatementGate()
        #expect(gate.admit(slow("a"), at: start)?.suppressed == 0)
        for (second, milliseconds) in [(1, 1100), (2, 9000), (3, 1200)] {
            #expect(gate.admit(slow("a", milliseconds: milliseconds), at: start + .seconds(second)) == nil)
        }
        #expect(gate.endWindows(at: start + .seconds(59)).isEmpty)
        let warnings = gate.endWindows(at: start + .seconds(60))
        #expect(warnings.map(\.suppressed) == [2])
        #expect(warnings.first?.statement.sample.nanoseconds == 9_000_000_000)
        #expect(gate.endWindows(at: start + .seconds(119)).isEmpty)
        #expect(gate.admit(slow("a"), at: start + .seconds(119)) == nil)
    }

    @Test("a quiet minute later it is written at once again")
    func again() {
        var gate = SlowStatementGate()
        _ = gate.admit(slow("a"), at: start)
        #expect(gate.endWindows(at: start + .seconds(60)).isEmpty)
        #expect(gate.admit(slow("a"), at: start + .seconds(60)) != nil)
    }

    @Test("texts with one fingerprint are one statement, others are not")
    func fingerprints() {
        var gate = SlowStatementGate()
        #expect(gate.admit(slow("SELECT 1", fingerprint: "f"), at: start) != nil)
        #expect(gate.admit(slow("SELECT  2", fingerprint: "f"), at: start) == nil)
        #expect(gate.admit(slow("SELECT 3", fingerprint: "g"), at: start) != nil)
    }

    @Test(
        "whatever comes: at most one a minute of each, and every one is written or counted",
        arguments: try Seed.some(20))
    func random(seed: Seed) {
        var generator = seed.generator()
        var gate = SlowStatementGate()
        var written: [String: [ContinuousClock.Instant]] = [:]
        var (came, told) = (0, 0)
        func write(_ warning: SlowStatementGate.Warning, _ now: ContinuousClock.Instant) {
            written[warning.statement.key, default: []].append(now)
            told += 1 + warning.suppressed
        }
        var now = start
        for _ in 0..<2000 {
            now += .milliseconds(generator.below(4000))
            gate.endWindows(at: now).forEach { write($0, now) }
            let statement = slow("\(generator.below(4))", milliseconds: 1000 + generator.below(5000))
            came += 1
            if let warning = gate.admit(statement, at: now) { write(warning, now) }
        }
        gate.endWindows(at: now + .seconds(60)).forEach { write($0, now + .seconds(60)) }
        #expect(told == came)
        for times in written.values {
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= SlowStatementGate.interval })
        }
    }
}
