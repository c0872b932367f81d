import Metrics
import PostgresDriver

/// The state of the lane by the names of a pool's, so that dashboards show it beside the pools.
struct LaneMetrics: Sendable {
    private let idle: Meter
    private let used: Meter
    private let maximum: Meter
    private let pending: Meter
    private let inFlight: Meter

    init(factory: any MetricsFactory) {
        let name = ("db.client.connection.pool.name", "readonly lane")
        func meter(_ label: String, _ more: [(String, String)] = []) -> Meter {
            Meter(label: label, dimensions: more + [name], factory: factory)
        }
        idle = meter("db.client.connection.count", [("db.client.connection.state", "idle")])
        used = meter("db.client.connection.count", [("db.client.connection.state", "used")])
        maximum = meter("db.client.connection.max")
        pending = meter("db.client.connection.pending_requests")
        inFlight = meter("dal_lane_requests_in_flight")
    }

    /// Says how the lane is now.
    func record(_ statistics: LaneStatistics) {
        idle.set(statistics.open - statistics.busy)
        used.set(statistics.busy)
        maximum.set(statistics.maximum)
        pending.set(statistics.waiting)
        inFlight.set(statistics.inFlight)
    }
}
