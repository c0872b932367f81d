import ConnectionPooling
import PostgresDriver

/// The verdict, from what is known and nothing else.
enum HealthVerdict {
    /// What is known of one pool.
    struct Evidence: Sendable {
        /// The login configured.
        var user: String
        var finding: ProbeFinding
        var statistics: PoolStatistics
        /// Why the pool's own last connect failed.
        var connectError: DatabaseError?
    }

    /// Whether a role can be used.
    enum Condition: Sendable, Hashable {
        case working
        case wrongUser
        case unusable(String)
    }

    static func condition(of evidence: Evidence) -> Condition {
        switch evidence.finding {
        case .notYet: return .unusable("not probed yet")
        case .failed(let error): return .unusable(error.words)
        case .answered(let user, _):
            if user != evidence.user { return .wrongUser }
        }
        // The probe's connection may work while the pool can open none, for instance at the role's connection limit.
        let statistics = evidence.statistics
        guard statistics.consecutiveConnectFailures > 0, statistics.idle + statistics.inUse == 0 else {
            return .working
        }
        return .unusable("the pool cannot connect: \(evidence.connectError?.words ?? "unknown reason")")
    }

    static func status(of pools: [PoolName: Evidence]) -> HealthStatus {
        let conditions = pools.mapValues(condition)
        for name in [PoolName.webapp, .readonly] {
            guard let condition = conditions[name] else { return .down }
            if case .unusable = condition { return .down }
        }
        if conditions.values.contains(where: { $0 != .working }) { return .degraded }
        return pools.values.contains { $0.statistics.isSaturated } ? .saturated : .healthy
    }

    static func health(of evidence: Evidence) -> PoolHealth {
        let condition = condition(of: evidence)
        var user: String?
        var latency: Double?
        if case .answered(let answered, let duration) = evidence.finding {
            user = answered
            latency = duration.milliseconds
        }
        let statistics = evidence.statistics
        return PoolHealth(
            healthy: condition == .working, user: user, total: statistics.total, idle: statistics.idle,
            inUse: statistics.inUse, waiting: statistics.waiting, max: statistics.maximum, latencyMs: latency,
            error: words(condition, evidence))
    }

    private static func words(_ condition: Condition, _ evidence: Evidence) -> String? {
        switch condition {
        case .working: nil
        case .wrongUser: "wrong role: should be \(evidence.user)"
        case .unusable(let words): words
        }
    }
}
