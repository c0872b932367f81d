import ConnectionPooling
import Metrics

/// All that is kept of one statement.
struct StatementRecord: Sendable {
    /// Nil for the statements that found no room of their own.
    let text: String?
    var name: StatementName
    /// Where its durations are reported; nil until it was made.
    var timer: Timer?
    private(set) var lastSite = CallSite(file: "", line: 0)
    private(set) var count = 0
    private(set) var errors = 0
    private(set) var rows = 0
    private(set) var total: UInt64 = 0
    private(set) var longest: UInt64 = 0
    private(set) var durations = DurationHistogram()

    init(text: String?, name: StatementName) {
        self.text = text
        self.name = name
    }

    mutating func record(_ sample: QuerySample) {
        lastSite = sample.site
        count += 1
        if sample.outcome != .succeeded { errors += 1 }
        rows &+= sample.rows
        total &+= sample.nanoseconds
        longest = max(longest, sample.nanoseconds)
        durations.record(nanoseconds: sample.nanoseconds)
    }

    func statistics(of pool: PoolName) -> StatementStatistics {
        StatementStatistics(
            pool: pool, name: name, text: text ?? name.summary, lastCallSite: lastSite, count: count, errors: errors,
            rows: rows, total: .nanoseconds(total), p50: durations.percentile(0.5), p95: durations.percentile(0.95),
            p99: durations.percentile(0.99), longest: .nanoseconds(longest))
    }
}
