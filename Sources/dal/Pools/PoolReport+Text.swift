import Foundation

extension PoolReport {
    /// Two tables for people: the pools, then the statements that took most of the time.
    ///
    /// - Parameter mostStatements: How many statements there is room for.
    func text(mostStatements: Int = .max) -> String {
        var pools = TextTable([
            "pool", "idle", "in use", "opening", "closing", "waiting", "max", "wait p95", "timeouts",
        ])
        for (name, pool) in self.pools.sorted(by: { $0.key < $1.key }) {
            let numbers = [pool.idle, pool.inUse, pool.opening, pool.closing, pool.waiting, pool.max].map(String.init)
            pools.add([name] + numbers + [Self.milliseconds(pool.waitP95Ms), "\(pool.timeouts)"])
        }
        guard !statements.isEmpty else { return pools.text }
        let all = statements.reduce(0) { $0 + $1.totalMs }
        var table = TextTable(
            ["pool", "share", "count", "errors", "p50", "p95", "p99", "max", "statement"], textFrom: 8)
        for statement in statements.prefix(mostStatements) {
            let times = [statement.p50Ms, statement.p95Ms, statement.p99Ms, statement.maxMs].map(Self.milliseconds)
            let share = all > 0 ? Int((100 * statement.totalMs / all).rounded()) : 0
            table.add(
                [statement.pool, "\(share) %", "\(statement.count)", "\(statement.errors)"] + times
                    + ["\(statement.summary)  \(statement.callSite)"])
        }
        return pools.text + "\n" + table.text
    }

    /// `0.05 ms`, `7.1 ms`, `120 ms`, `1.2 s`
    private static func milliseconds(_ value: Double) -> String {
        switch value {
        case ..<1: "\((value * 100).rounded() / 100) ms"
        case ..<10: "\((value * 10).rounded() / 10) ms"
        case ..<1000: "\(Int(value.rounded())) ms"
        default: "\((value / 100).rounded() / 10) s"
        }
    }
}
