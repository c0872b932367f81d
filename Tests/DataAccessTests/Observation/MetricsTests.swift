import ConnectionPooling
import Metrics
import MetricsTestKit
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Metrics")
struct MetricsTests {
    let factory = TestMetrics()

    @Test("every class of errors of a pool is there from the start, as zero")
    func errorsFromTheStart() throws {
        _ = QueryLog(factory: factory)
        let counters = factory.counters.filter { $0.label == "dal_db_errors_total" }
        #expect(
            Set(counters.compactMap { dimension("class", $0.dimensions) }) == Set(ErrorClass.allCases.map(\.rawValue)))
        #expect(counters.allSatisfy { $0.values == [0] })
    }

    @Test(
        "a statement's duration has OpenTelemetry's attributes; one that failed its code too, and is counted by class")
    func operation() throws {
        let log = QueryLog(factory: factory)
        log.begin("SELECT 1", at: CallSite())?.succeeded(rows: 1)
        log.begin("SELECT 1", at: CallSite())?.failed(.server(.insufficientPrivilege))
        let timers = factory.timers(label: "db.client.operation.duration")
        let expected = [
            ("db.system.name", "postgresql"), ("db.namespace", "fleet"), ("db.query.summary", "SELECT"),
            ("db.operation.name", "SELECT"), ("server.address", "db.test"), ("server.port", "5432"),
            ("db.client.connection.pool.name", "webapp"),
        ]
        for (name, value) in expected {
            #expect(timers.allSatisfy { dimension(name, $0.dimensions) == value }, "\(name)")
        }
        #expect(Set(timers.compactMap { dimension("error.type", $0.dimensions) }) == ["", "42501"])
        #expect(Set(timers.compactMap { dimension("db.response.status_code", $0.dimensions) }) == ["", "42501"])
        #expect(timers.allSatisfy { $0.values.count == 1 })
        let permission = [("class", "permission"), ("db.client.connection.pool.name", "webapp")]
        #expect(factory.counterTotal(label: "dal_db_errors_total", dimensions: permission) == 1)
        #expect(factory.counterTotal(label: "dal_db_errors_total") == 1)
    }

    @Test("one metric has one set of label names, whatever became of the statement")
    func labelNames() {
        let log = QueryLog(factory: factory)
        log.begin("SELECT 1", at: CallSite())?.succeeded(rows: 1)
        log.begin("SELECT 1", at: CallSite())?.failed(DatabaseError(.connectionLost))
        let names = factory.timers(label: "db.client.operation.duration").map { $0.dimensions.map(\.0) }
        #expect(names.count == 2 && Set(names).count == 1)
    }

    @Test("a handler is made once, not per run")
    func handlers() {
        let log = QueryLog(factory: factory)
        for _ in 0..<100 { log.begin("SELECT 1", at: CallSite())?.succeeded(rows: 1) }
        let timers = factory.timers(label: "db.client.operation.duration")
        #expect(timers.map(\.values.count) == [100])
    }

    @Test("100,000 names become at most 81 series of successes and 16 of failures")
    func cardinality() {
        let server = ServerAttributes(QueryLog.configuration)
        let metrics = OperationMetrics(factory: factory, server: server, pools: PoolName.allCases)
        for number in 0..<100_000 {
            let name = StatementName(summary: "SELECT t\(number)", operation: "SELECT")
            metrics.successes(of: name, in: .webapp).recordNanoseconds(1)
            if number % 100 == 0 {
                let state = SQLState(rawValue: "4\(1000 + number % 9000)")
                metrics.failed(name, in: .webapp, .failed(.server, state), nanoseconds: 1)
            }
        }
        let timers = factory.timers(label: "db.client.operation.duration")
        let failures = timers.filter { dimension("error.type", $0.dimensions) != "" }
        #expect(timers.count - failures.count == 81)
        #expect(failures.count == 16)
        #expect(failures.contains { dimension("error.type", $0.dimensions) == "_OTHER" })
        #expect(timers.contains { dimension("db.query.summary", $0.dimensions) == "other" })
    }

    @Test("a pool's gauges are what the pool says of itself")
    func gauges() throws {
        let metrics = PoolMetrics(factory: factory, pool: .readonly)
        let statistics = PoolStatistics(total: 9, idle: 3, inUse: 4, opening: 1, closing: 1, waiting: 7, maximum: 10)
        metrics.record(statistics, minimumIdle: 2, waitingPeak: 8)
        let pool = ("db.client.connection.pool.name", "readonly")
        func value(_ name: String, _ more: [(String, String)] = []) throws -> Double? {
            try factory.expectMeter("db.client.connection.\(name)", more + [pool]).lastValue
        }
        #expect(try value("count", [("db.client.connection.state", "idle")]) == 3)
        #expect(try value("count", [("db.client.connection.state", "used")]) == 4)
        #expect(try value("max") == 10)
        #expect(try value("idle.max") == 10)
        #expect(try value("idle.min") == 2)
        #expect(try value("pending_requests") == 7)
        #expect(try factory.expectMeter("dal_pool_pending_peak", [pool]).lastValue == 8)
    }

    @Test("a pool's events become timers and counters; a refused caller and a failed connect are errors by class")
    func events() throws {
        let log = QueryLog(pool: .readonly, factory: factory)
        let watch = PoolWatch(
            log: log, metrics: PoolMetrics(factory: factory, pool: .readonly),
            events: PoolEventLog(logger: .quiet, pool: .readonly) { _ in nil }, minimumIdle: 0)
        let pool = [("db.client.connection.pool.name", "readonly")]
        #expect(factory.counterTotal(label: "db.client.connection.timeouts", dimensions: pool) == 0)
        #expect(try factory.expectCounter("db.client.connection.timeouts", pool).values == [0])
        watch.observe(.leased(after: .milliseconds(3), CallSite()))
        watch.observe(.opened(after: .milliseconds(7)))
        watch.observe(.timedOut(holders: []))
        watch.observe(.shed)
        watch.released(after: .milliseconds(20))
        #expect(try factory.expectTimer("db.client.connection.use_time", pool).values == [20_000_000])
        watch.observe(.openFailed(DatabaseError(.timedOut)))
        #expect(try factory.expectTimer("db.client.connection.wait_time", pool).values == [3_000_000])
        #expect(try factory.expectTimer("db.client.connection.create_time", pool).values == [7_000_000])
        #expect(factory.counterTotal(label: "db.client.connection.timeouts", dimensions: pool) == 1)
        func errors(_ kind: String) -> Int64 {
            factory.counterTotal(label: "dal_db_errors_total", dimensions: [("class", kind)] + pool)
        }
        #expect(errors("acquire_timeout") == 2)
        #expect(errors("connect_timeout") == 1)
    }

    @Test("a peak of a second is seen for a minute, and then no more")
    func peak() {
        var peak = RecentPeak()
        #expect(peak.add(1) == 1)
        #expect(peak.add(9) == 9)
        for _ in 1..<RecentPeak.length { #expect(peak.add(2) == 9) }
        #expect(peak.add(2) == 2)
    }

    @Test("one second is an exact limit of the buckets")
    func buckets() {
        #expect(
            DatabaseMetrics.durationBuckets.map { $0 / .seconds(1) } == [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10])
    }

    private func dimension(_ name: String, _ dimensions: [(String, String)]) -> String? {
        dimensions.first { $0.0 == name }?.1
    }
}
