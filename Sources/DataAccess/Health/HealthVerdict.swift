import ConnectionPooling
import PostgresDriver

/// The verdict, from what is known and nothing else.
enum HealthVerdict {
    /// What is known of one pool.
    struct Evidence: Sendable {
        /// The login configured.
        var user: String
        /// Whether the pool is there to write.
        var writes: Bool
        var finding: ProbeFinding
        var statistics: PoolStatistics
        /// Why the pool's own last connect failed.
        var connectError: DatabaseError?
    }

    /// Whether a role can be used.
    enum Condition: Sendable, Hashable {
        case working
        case wrongUser
        case unusable(PoolHealth.Reason, String)
    }

    static func condition(of evidence: Evidence) -> Condition {
        switch evidence.finding {
        case .notYet: return .unusable(.notProbed, "not probed yet")
        case .failed(let error): return .unusable(PoolHealth.Reason(error), error.words)
        case .answered(let identity, _):
            if identity.user != evidence.user { return .wrongUser }
            if evidence.writes, identity.isReadOnly {
                return .unusable(.readOnlyServer, "the server takes no writes: is it a standby, or set read-only?")
            }
        }
        // The probe's connection may work while the pool can open none, for instance at the role's connection limit.
        let statistics = evidence.statistics
        guard statistics.consecutiveConnectFailures > 0, statistics.idle + statistics.inUse == 0 else {
            return .working
        }
        let words = "the pool cannot connect: \(evidence.connectError?.words ?? "unknown reason")"
        return .unusable(evidence.connectError.map(PoolHealth.Reason.init) ?? .unreachable, words)
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
        if case .answered(let identity, let duration) = evidence.finding {
            user = identity.user
            latency = duration.milliseconds
        }
        let statistics = evidence.statistics
        return PoolHealth(
            healthy: condition == .working, user: user, total: statistics.total, idle: statistics.idle,
            inUse: statistics.inUse, waiting: statistics.waiting, max: statistics.maximum, latencyMs: latency,
            reason: reason(condition, evidence), error: words(condition, evidence))
    }

    private static func reason(_ condition: Condition, _ evidence: Evidence) -> PoolHealth.Reason? {
        switch condition {
        case .working: evidence.statistics.isSaturated ? .saturated : nil
        case .wrongUser: .wrongRole
        case .unusable(let reason, _): reason
        }
    }

    private static func words(_ condition: Condition, _ evidence: Evidence) -> String? {
        switch condition {
        case .working: nil
        case .wrongUser: "wrong role: should be \(evidence.user)"
        case .unusable(_, let words): words
        }
    }
}
