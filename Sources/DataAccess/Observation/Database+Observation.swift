import ConnectionPooling
import FoundationEssentials

extension Database {
    /// The last 1,000 statements, oldest first: what ran, from where, how long, with which outcome. No values.
    public func recentQueries() -> [RecentQuery] {
        let (now, date) = (ContinuousClock.now, Date())
        let all = pools.values.flatMap { pool in
            pool.watch.log.recentSamples().map { (pool.name, $0.record, $0.sample) }
        }
        let last = all.sorted { $0.2.finished < $1.2.finished }.suffix(RecentSamples.capacity)
        return last.map { pool, record, sample in
            RecentQuery(
                pool: pool, name: record.name, text: record.text ?? record.name.summary, callSite: sample.site,
                finishedAt: date.addingTimeInterval((sample.finished - now) / .seconds(1)),
                duration: .nanoseconds(sample.nanoseconds), rows: sample.rows, outcome: sample.outcome)
        }
    }

    /// How long callers waited for a connection of each pool.
    public func poolWaits() -> [PoolName: PoolWaits] {
        pools.mapValues { $0.watch.waits(leases: $0.connections.statistics.totals.leases) }
    }

    /// Every statement that ran, by pool, with how often, how long and how it ended; the costliest first.
    ///
    /// A pool keeps at most 1,000 statements apart and counts what comes after them together, as `other`. Percentiles
    /// are worked out at each call, which takes a millisecond or so.
    public func statementStatistics() -> [StatementStatistics] {
        pools.values.flatMap { $0.watch.log.statistics() }.sorted { $0.total > $1.total }
    }
}
