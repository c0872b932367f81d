import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@testable import Migrations

/// Statements that run in no transaction show their locks only while they wait for one: each is started while somebody
/// holds its table, and must be seen waiting in the mode that was foretold.
@Suite(.timeLimit(.minutes(2))) struct ConcurrentImpactTests {
    @Test(
        "statements outside a transaction wait in the modes that are said",
        arguments: [
            ("CREATE INDEX CONCURRENTLY a ON vendors (code)", "vendors"),
            ("DROP INDEX CONCURRENTLY vendors_name", "vendors"),
            ("REINDEX TABLE CONCURRENTLY vendors", "vendors"),
            ("REINDEX INDEX CONCURRENTLY vendors_name", "vendors"),
            ("REINDEX TABLE events", "events_old"),
            ("VACUUM vendors", "vendors"),
            ("VACUUM FULL vendors", "vendors"),
            ("ALTER TABLE events DETACH PARTITION events_old CONCURRENTLY", "events"),
        ])
    func waits(statement: String, table: String) async throws {
        try await ImpactScene.run { scene in
            // A default partition forbids detaching concurrently.
            _ = try await scene.connection.query("DROP TABLE events_rest")
            let forecast = try await scene.forecast(statement)
            _ = try await scene.connection.query("BEGIN")
            _ = try await scene.connection.query(
                SQL(verbatim: "LOCK TABLE ONLY \(table) IN SHARE UPDATE EXCLUSIVE MODE"))
            try await scene.database.withConnection { other in
                async let ending = Self.ending(of: statement, on: other)
                var waiting: [String] = []
                try await until {
                    waiting = try await scene.texts(
                        """
                        SELECT mode FROM pg_locks WHERE pid = \(other.backendPID) AND NOT granted
                            AND relation = to_regclass(\(table))
                        """)
                    return !waiting.isEmpty
                }
                #expect(waiting == [forecast.modes[table]?.rawValue], "\(statement)")
                _ = try await scene.texts("SELECT pg_cancel_backend(\(other.backendPID))::text")
                #expect(await ending == .queryCanceled)
            }
            _ = try await scene.connection.query("ROLLBACK")
        }
    }

    private static func ending(of statement: String, on connection: PostgresConnection) async -> SQLState? {
        do throws(DatabaseError) {
            _ = try await connection.query(SQL(verbatim: statement))
            return nil
        } catch {
            return error.sqlState
        }
    }
}
