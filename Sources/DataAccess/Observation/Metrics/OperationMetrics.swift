import Metrics
import PostgresDriver
import Synchronization

/// `db.client.operation.duration` of one process, and how often which kind of failure came.
///
/// A duration is about a dozen series in Prometheus, so the number of names is bounded: 100,000 texts must not become as
/// many series. Failures have the same label names as successes, with texts instead of none: backends such as
/// swift-prometheus end the process when the names of one metric's labels differ.
final class OperationMetrics: Sendable {
    private struct Key: Hashable {
        var pool: PoolName
        var summary: String
        var status: String
    }

    static let mostSuccesses = 80
    static let mostFailures = 15
    /// OpenTelemetry's word for an error type that is not named.
    static let otherStatus = "_OTHER"

    private let factory: any MetricsFactory
    private let server: ServerAttributes
    private let timers = Mutex<[Key: Timer]>([:])
    private let errors: [PoolName: [ErrorClass: Counter]]

    init(factory: any MetricsFactory, server: ServerAttributes, pools: [PoolName]) {
        self.factory = factory
        self.server = server
        var errors: [PoolName: [ErrorClass: Counter]] = [:]
        for pool in pools {
            for kind in ErrorClass.allCases {
                let counter = Counter(
                    label: "dal_db_errors_total",
                    dimensions: [("class", kind.rawValue), ("db.client.connection.pool.name", pool.rawValue)],
                    factory: factory)
                counter.increment(by: 0)
                errors[pool, default: [:]][kind] = counter
            }
        }
        self.errors = errors
    }

    /// Where the durations of a statement that succeeds are reported; keep it.
    func successes(of name: StatementName, in pool: PoolName) -> Timer {
        timer(name, pool, status: "", limit: Self.mostSuccesses)
    }

    /// Reports a statement that failed.
    func failed(_ name: StatementName, in pool: PoolName, _ outcome: QueryOutcome, nanoseconds: UInt64) {
        timer(name, pool, status: outcome.description, limit: Self.mostFailures)
            .recordNanoseconds(Int64(clamping: nanoseconds))
    }

    /// Counts an error.
    func count(_ kind: ErrorClass, in pool: PoolName) { errors[pool]?[kind]?.increment() }

    private func timer(_ name: StatementName, _ pool: PoolName, status: String, limit: Int) -> Timer {
        timers.withLock { timers in
            if let timer = timers[Key(pool: pool, summary: name.summary, status: status)] { return timer }
            let isRoom = timers.keys.count { $0.status.isEmpty == status.isEmpty } < limit
            let name = isRoom ? name : .other
            let status = isRoom || status.isEmpty ? status : Self.otherStatus
            let key = Key(pool: pool, summary: name.summary, status: status)
            if let timer = timers[key] { return timer }
            let timer = make(name, pool, status)
            timers[key] = timer
            return timer
        }
    }

    private func make(_ name: StatementName, _ pool: PoolName, _ status: String) -> Timer {
        Timer(
            label: "db.client.operation.duration",
            dimensions: [
                ("db.system.name", "postgresql"), ("db.namespace", server.database),
                ("db.query.summary", name.summary), ("db.operation.name", name.operation),
                ("db.response.status_code", SQLState.isCode(status) ? status : ""), ("error.type", status),
                ("server.address", server.address), ("server.port", server.port.map(String.init) ?? ""),
                ("db.client.connection.pool.name", pool.rawValue),
            ],
            preferredDisplayUnit: .seconds, factory: factory)
    }
}

extension SQLState {
    /// Whether a text is a server's code and not one of our words.
    fileprivate static func isCode(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) }
    }
}
