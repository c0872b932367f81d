import DataAccess
import FoundationEssentials
import PostgresDriver
import TestSupport

/// A client that looks whether its connection is as clean as a new one, and leaves what it can behind.
struct DisturbedClient {
    /// What became of its sessions.
    struct Count: Sendable {
        var finished = 0
        /// Cancelled, or the connection was lost.
        var interrupted = 0
        /// Sessions that found something of an earlier one.
        var dirty = 0
    }

    let database: Database
    var generator: SeededGenerator
    private(set) var count = Count()

    init(database: Database, generator: SeededGenerator) {
        self.database = database
        self.generator = generator
    }

    mutating func step() async throws {
        let leaving = [
            "SELECT 1", "SET lock_timeout = 123", "CREATE TEMPORARY TABLE left_behind ()", "LISTEN somebody",
        ]
        let statement = leaving[generator.isOne(in: 4) ? generator.below(leaving.count) : 0]
        // Not structured, because a task of its own is what is cancelled here.
        let task = Task { [database] in
            try await database.write(for: TenantID(UUID())) { session in
                let isDirty = try await session.query(Self.traces).first?.decode(Bool.self, at: 0) ?? true
                _ = try await session.query(SQL(verbatim: statement))
                return isDirty
            }
        }
        if generator.isOne(in: 3) {
            for _ in 0..<generator.below(150) { await Task.yield() }
            task.cancel()
        }
        do {
            count.dirty += try await task.value ? 1 : 0
            count.finished += 1
        } catch is CancellationError {
            count.interrupted += 1
        } catch let error as DatabaseError where Self.isMeant(error) {
            count.interrupted += 1
        }
    }

    /// Whether something of an earlier session is there.
    private static let traces: SQL = """
        SELECT current_setting('lock_timeout') <> '0' OR to_regclass('pg_temp.left_behind') IS NOT NULL
            OR EXISTS (SELECT FROM pg_listening_channels()) OR pg_current_xact_id_if_assigned() IS NOT NULL
        """

    /// Only what a killed session explains.
    private static func isMeant(_ error: DatabaseError) -> Bool {
        switch error.code {
        case .connectionLost, .closed, .commitOutcomeUnknown: true
        default: error.sqlState == .adminShutdown
        }
    }
}
