import ConnectionPooling
import DataAccess
import Foundation

/// How the pools are, and which statements cost most: for whoever runs this application, `dal pools` among them. Neither
/// the text of a statement nor a value is in it.
struct PoolReport: Encodable, Sendable {
    /// Statements in one report, the costliest first.
    static let mostStatements = 20

    /// One pool; the numbers of what happened count from the process's start.
    struct Pool: Encodable, Sendable {
        var total: Int
        var idle: Int
        var inUse: Int
        var opening: Int
        var closing: Int
        var waiting: Int
        var max: Int
        var leases: Int
        var timeouts: Int
        var sheds: Int
        var failedConnects: Int
        /// Of 100 callers 95 waited no longer.
        var waitP95Ms: Double
    }

    /// One statement in one pool, since the process's start.
    struct Statement: Encodable, Sendable {
        var pool: PoolName
        var summary: String
        var fingerprint: String?
        var callSite: String
        var count: Int
        var errors: Int
        var rows: Int
        var totalMs: Double
        var p50Ms: Double
        var p95Ms: Double
        var p99Ms: Double
        var maxMs: Double
    }

    var takenAt: Date
    var pools: [PoolName: Pool]
    var statements: [Statement]

    init(_ database: Database, now: Date = Date()) {
        takenAt = now
        let waits = database.poolWaits()
        pools = database.poolStatistics().reduce(into: [:]) { pools, entry in
            pools[entry.key] = Pool(entry.value, waits[entry.key])
        }
        statements = database.statementStatistics().prefix(Self.mostStatements).map(Statement.init)
    }
}

extension PoolReport.Pool {
    init(_ statistics: PoolStatistics, _ waits: PoolWaits?) {
        self.init(
            total: statistics.total, idle: statistics.idle, inUse: statistics.inUse, opening: statistics.opening,
            closing: statistics.closing, waiting: statistics.waiting, max: statistics.maximum,
            leases: statistics.totals.leases, timeouts: statistics.totals.timeouts, sheds: statistics.totals.sheds,
            failedConnects: statistics.totals.failedConnects, waitP95Ms: waits?.p95.inMilliseconds ?? 0)
    }
}

extension PoolReport.Statement {
    init(_ statistics: StatementStatistics) {
        self.init(
            pool: statistics.pool, summary: statistics.name.summary, fingerprint: statistics.name.fingerprint,
            callSite: statistics.lastCallSite.description, count: statistics.count, errors: statistics.errors,
            rows: statistics.rows, totalMs: statistics.total.inMilliseconds, p50Ms: statistics.p50.inMilliseconds,
            p95Ms: statistics.p95.inMilliseconds, p99Ms: statistics.p99.inMilliseconds,
            maxMs: statistics.longest.inMilliseconds)
    }
}

extension Duration {
    /// In milliseconds, to the microsecond.
    fileprivate var inMilliseconds: Double { (self / .microseconds(1)).rounded() / 1000 }
}
