import Measurement
import Testing

@Suite("The output of a peer")
struct PeerOutputTests {
    @Test("pgbench gives the transactions and their rate without the connecting")
    func pgbench() throws {
        let sample = try PeerOutput.pgbench(
            """
            pgbench (15.18 (Debian 15.18-0+deb12u1))
            transaction type: Benchmarks/peers/point_select.sql
            number of clients: 20
            number of transactions actually processed: 100000
            number of failed transactions: 0 (0.000%)
            latency average = 0.400 ms
            initial connection time = 66.157 ms
            tps = 50000.000000 (without initial connection time)
            """, cpuSeconds: 1.5)
        #expect(sample == Sample(operations: 100_000, seconds: 2, cpuSeconds: 1.5))
    }

    @Test("pgbench that stopped before the end is an error that says what was looked for")
    func pgbenchStopped() {
        let error = #expect(throws: UnreadableOutput.self) {
            try PeerOutput.pgbench("pgbench: error: connection to server failed", cpuSeconds: 0)
        }
        #expect(error?.description == "its output has no \"transactions actually processed\"")
    }

    @Test("psql gives the time of each copy")
    func psql() throws {
        let sample = try PeerOutput.psql(
            """
            Timing is off.
            TRUNCATE TABLE
            Timing is on.
            COPY 100000
            Time: 70.500 ms
            Timing is off.
            TRUNCATE TABLE
            Timing is on.
            COPY 100000
            Time: 1029.500 ms (00:01.030)
            """)
        #expect(sample.operations == 2)
        #expect(abs(sample.seconds - 1.1) < 1e-9)
    }

    @Test("psql without a time is an error")
    func psqlSilent() {
        #expect(throws: UnreadableOutput.self) { try PeerOutput.psql("COPY 100000") }
    }
}
