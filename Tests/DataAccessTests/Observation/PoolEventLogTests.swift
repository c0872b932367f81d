import ConnectionPooling
import Logging
import Testing
import TestSupport

@testable import DataAccess

@Suite("Warnings of a pool")
struct PoolEventLogTests {
    let lines = RecordingLogHandler.Lines()
    let site = CallSite(file: "FleetAPI/VendorRoutes.swift", line: 42)

    private var log: PoolEventLog {
        PoolEventLog(logger: Logger(label: "test") { _ in RecordingLogHandler(lines) }, pool: .webapp) {
            $0.contains("vendors") ? StatementName(summary: "SELECT vendors", operation: "SELECT") : nil
        }
    }

    @Test("a slow acquire says how long and for whom")
    func slowAcquire() {
        log.write(.slowAcquire(after: .milliseconds(1500), site))
        #expect(lines.all.map(\.level) == [.warning])
        #expect(
            lines.all.first?.metadata == ["pool": "webapp", "wait_ms": "1500.0", "site": "\(site)"])
    }

    @Test(
        "a suspected leak says where the connection was asked for, how long it is held and what ran last, by its name")
    func leak() {
        log.write(.leakSuspected(.init(site: site, held: .seconds(61), statement: "SELECT 'secret' FROM vendors")))
        let expected: Logger.Metadata = [
            "pool": "webapp", "site": "\(site)", "held_ms": "61000.0", "statement": "SELECT vendors",
        ]
        #expect(lines.all.map(\.metadata) == [expected])
    }

    @Test("a timeout names those who hold a connection, the longest first; without holders it says nothing")
    func timeout() throws {
        log.write(.timedOut(holders: []))
        #expect(lines.all.isEmpty)
        let holders = (1...30).map { LeaseHolder.Report(site: site, held: .seconds($0), statement: "DELETE FROM x") }
        log.write(.timedOut(holders: holders))
        let line = try #require(lines.all.first)
        #expect(line.metadata["in_use"] == "30")
        guard case .array(let named) = line.metadata["holders"] else {
            Issue.record("no holders are named")
            return
        }
        #expect(named.count == PoolEventLog.mostHolders)
        #expect(
            named.first == .dictionary(["site": "\(site)", "held_ms": "30000.0", "statement": "DELETE"]))
    }

    @Test("what is ordinary says nothing")
    func quiet() {
        for event in [PoolEvent.leased(after: .seconds(1), site), .opened(after: .seconds(1)), .cancelled, .shed] {
            log.write(event)
        }
        log.write(.closed(.idleTimeout, age: .seconds(1)))
        #expect(lines.all.isEmpty)
    }
}
