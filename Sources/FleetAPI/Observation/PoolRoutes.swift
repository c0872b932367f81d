import DataAccess
import HTTPTypes
import Hummingbird

/// How the database is used by this process, for those who run it.
enum PoolRoutes {
    static func all(_ database: Database) -> [Route] {
        [
            .requiring(.viewPools, .get, "/api/internal/pools", report) { _, _, _ in
                try JSONAnswer.encoding(PoolReport(database)).response
            }
        ]
    }

    private static let report = Operation(
        "getPools", "Pools, and the statements that cost most",
        answers: [AnswerDescription(status: .ok, description: "Since the process began.", schema: PoolReport.schema)])
}
