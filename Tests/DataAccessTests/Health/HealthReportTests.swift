import Foundation
import Testing

@testable import DataAccess

@Suite("The health report as JSON")
struct HealthReportTests {
    @Test("has the pools by name, every key of a pool, and null where there is nothing")
    func shape() throws {
        let pool = PoolHealth(
            healthy: true, user: "fleet_readonly_user", total: 2, idle: 2, inUse: 0, waiting: 0, max: 10,
            latencyMs: 0.4, reason: nil, error: nil)
        let report = HealthReport(
            status: .healthy, checkedAt: Date(timeIntervalSince1970: 0), pools: [.readonly: pool])
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(report), as: UTF8.self)
        #expect(
            json == """
                {"checkedAt":"1970-01-01T00:00:00Z","pools":{"readonly":{"error":null,"healthy":true,"idle":2,"inUse":0,\
                "latencyMs":0.4,"max":10,"reason":null,"total":2,"user":"fleet_readonly_user","waiting":0}},"status":"healthy"}
                """)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        #expect(try decoder.decode(HealthReport.self, from: Data(json.utf8)) == report)
    }
}
