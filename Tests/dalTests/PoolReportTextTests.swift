import Testing

@testable import dal

@Suite struct PoolReportTextTests {
    private let report = PoolReport(
        takenAt: "2026-11-22T16:41:05.123Z",
        pools: [
            "webapp": .init(
                total: 20, idle: 0, inUse: 18, opening: 1, closing: 1, waiting: 7, max: 20, leases: 900, timeouts: 3,
                sheds: 0, failedConnects: 0, waitP95Ms: 1234.5),
            "admin": .init(
                total: 0, idle: 0, inUse: 0, opening: 0, closing: 0, waiting: 0, max: 5, leases: 0, timeouts: 0,
                sheds: 0,
                failedConnects: 0, waitP95Ms: 0),
        ],
        statements: [
            .init(
                pool: "webapp", summary: "UPDATE vendors", fingerprint: "50fde20626009aba",
                callSite: "FleetAPI/VendorRoutes.swift:42", count: 100, errors: 2, rows: 98, totalMs: 750, p50Ms: 7.14,
                p95Ms: 12.4, p99Ms: 99.6, maxMs: 1500),
            .init(
                pool: "readonly", summary: "SELECT vendors", fingerprint: nil,
                callSite: "FleetAPI/VendorRoutes.swift:30", count: 10_000, errors: 0, rows: 10_000, totalMs: 250,
                p50Ms: 0.024, p95Ms: 0.031, p99Ms: 0.5, maxMs: 2),
        ])

    @Test func twoTables() {
        let expected = """
            pool    idle  in use  opening  closing  waiting  max  wait p95  timeouts
            admin      0       0        0        0        0    5    0.0 ms         0
            webapp     0      18        1        1        7   20     1.2 s         3

            pool      share  count  errors      p50      p95     p99     max  statement
            webapp     75 %    100       2   7.1 ms    12 ms  100 ms   1.5 s  UPDATE vendors  FleetAPI/VendorRoutes.swift:42
            readonly   25 %  10000       0  0.02 ms  0.03 ms  0.5 ms  2.0 ms  SELECT vendors  FleetAPI/VendorRoutes.swift:30

            """
        #expect(report.text() == expected)
    }

    @Test func asManyStatementsAsThereIsRoomFor() {
        #expect(!report.text(mostStatements: 1).contains("SELECT vendors"))
        var quiet = report
        quiet.statements = []
        #expect(quiet.text().split(separator: "\n").count == 3)
    }
}
