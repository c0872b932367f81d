import DataAccess
import Foundation

/// What those without a token are told: the verdict and its age, no login and no figure.
struct HealthSummary: Encodable, Sendable {
    var status: HealthStatus
    var checkedAt: Date

    init(_ report: HealthReport) {
        status = report.status
        checkedAt = report.checkedAt
    }
}
