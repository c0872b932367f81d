import Measurement
import Testing

@Suite("A report")
struct BenchmarkReportTests {
    private static let goals = [
        Goal(
            .quotient(.init("ours", in: "select"), by: .init("pgbench", in: "select")), .atLeast, reach: 0.95,
            stretch: 1.05),
        Goal(.quotient(.init("ours", in: "tenant"), by: .init("ours", in: "select")), .atLeast, reach: 0.7),
        Goal(.cpuPerOperation(.init("ours", in: "select")), .atMost, reach: 13e-6),
        Goal(.peakMemory(.init("ours", in: "tenant")), .atMost, reach: 40e6),
        Goal(.quotient(.init("ours", in: "select"), by: .init("node-postgres", in: "select")), .atLeast, reach: 2),
    ]

    private static let report = BenchmarkReport(
        circumstances: [.init("date", "2026-11-22"), .init("cores", "2")],
        workloads: [
            WorkloadResult(
                name: "select", title: "one row by its key", metric: .operationsPerSecond,
                standings: [
                    Standing(
                        contestant: "ours", version: "this",
                        samples: [
                            Sample(operations: 110_000, seconds: 2, cpuSeconds: 1.1, peakMemory: 26_000_000),
                            Sample(operations: 20_000, seconds: 2, cpuSeconds: 0.4, peakMemory: 26_000_000),
                            Sample(operations: 104_000, seconds: 2, cpuSeconds: 1.248, peakMemory: 27_000_000),
                        ]),
                    Standing(
                        contestant: "pgbench", version: "15",
                        samples: [Sample(operations: 100_000, seconds: 2, cpuSeconds: 1)]),
                    Standing(contestant: "node-postgres", version: nil, absence: "missing"),
                ]),
            WorkloadResult(
                name: "tenant", title: "one row of a tenant", metric: .secondsPerOperation,
                standings: [
                    Standing(
                        contestant: "ours", version: "this",
                        samples: [Sample(operations: 5, seconds: 0.5, cpuSeconds: 0.3, peakMemory: 45_000_000)])
                ]),
            WorkloadResult(
                name: "connect", title: "a connection", metric: .secondsPerOperation,
                standings: [
                    Standing(
                        contestant: "ours", version: "this", samples: [Sample(operations: 1_000, seconds: 1.5)])
                ]),
        ],
        goals: goals)

    @Test("judges by medians, so that one bad round changes nothing")
    func medians() {
        #expect(Self.report.goals[0].seen == 1.04)
        #expect(Self.report.goals[0].verdict == .reached)
    }

    @Test("judges CPU time by operation and memory by the peak")
    func resources() throws {
        let cpu = try #require(Self.report.goals[2].seen)
        #expect(abs(cpu - 12e-6) < 1e-12)
        #expect(Self.report.goals[3].seen == 45e6)
        #expect(Self.report.goals[3].verdict == .missed)
    }

    @Test("compares figures of different workloads, too")
    func acrossWorkloads() {
        #expect(Self.report.goals[1].seen == 0.1 / 52_000)
    }

    @Test("leaves a goal open whose contestant is missing")
    func missing() {
        #expect(Self.report.goals[4].seen == nil)
        #expect(Self.report.goals[4].verdict == nil)
    }

    @Test("reads like this")
    func text() {
        let expected = """
            date   2026-11-22
            cores  2

            select: one row by its key
                       a second   least    most  client CPU each  peak memory  first ÷ this
              ours       52,000  10,000  55,000          12.0 µs      26.0 MB          1.00
              pgbench    50,000  50,000  50,000          10.0 µs                       1.04
              node-postgres: missing

            tenant: one row of a tenant
                    milliseconds each  least   most  client CPU each  peak memory  first ÷ this
              ours              100.0  100.0  100.0          60.0 ms      45.0 MB          1.00

            connect: a connection
                    milliseconds each  least   most  client CPU each  peak memory  first ÷ this
              ours              1.500  1.500  1.500                                        1.00

              figure                       ours      peer  ours ÷ peer      reach  stretch
              select ÷ pgbench         52,000/s  50,000/s         1.04     ≥ 0.95   ≥ 1.05       reached
              select, client CPU each   12.0 µs                         ≤ 13.0 µs                reached
              select ÷ node-postgres   52,000/s         –            –     ≥ 2.00           not measured
              tenant ÷ ours in select  100.0 ms  52,000/s         0.00     ≥ 0.70                 missed
              tenant, peak memory       45.0 MB                         ≤ 40.0 MB                 missed
              connect                  1.500 ms                                                 reported

            """
        #expect(Self.report.text == expected)
    }
}
