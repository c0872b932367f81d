import DataAccess
import Hummingbird

/// Whether the process lives, and whether its database does: two questions, so that a database that is down does not
/// get a healthy process restarted.
enum HealthRoutes {
    static func all(_ database: Database) -> [Route] {
        [
            .open(.get, "/api/health/live", live) { _, _ in
                try JSONAnswer.encoding(["status": "alive"]).response
            },
            .optional(.get, "/api/health/database", ofDatabase) { _, _, identity in
                let report = database.health()
                let status = httpStatus(of: report.status)
                guard identity != nil else {
                    return try JSONAnswer.encoding(HealthSummary(report), status: status).response
                }
                return try JSONAnswer.encoding(report, status: status).response
            },
        ]
    }

    /// 503 only when the application cannot work: a saturated or degraded one still answers.
    static func httpStatus(of status: HealthStatus) -> HTTPResponse.Status {
        switch status {
        case .healthy, .saturated, .degraded: .ok
        case .down: .serviceUnavailable
        }
    }
}
