import Foundation

/// What a running application says of its pools.
struct PoolReport: Codable, Sendable, Equatable {
    struct Pool: Codable, Sendable, Equatable {
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
        var waitP95Ms: Double
    }

    struct Statement: Codable, Sendable, Equatable {
        var pool: String
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

    var takenAt: String
    var pools: [String: Pool]
    /// The costliest first.
    var statements: [Statement]
}
