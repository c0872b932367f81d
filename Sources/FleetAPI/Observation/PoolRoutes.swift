import DataAccess
import Hummingbird

/// How the database is used by this process, for those who run it.
enum PoolRoutes {
    static func all(_ database: Database) -> [Route] {
        [
            .requiring(.viewPools, .get, "/api/internal/pools") { _, _, _ in
                try JSONAnswer.response(PoolReport(database))
            }
        ]
    }
}
