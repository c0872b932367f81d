import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import Glibc
import PostgresDriver
import TestSupport

@testable import DataAccess

/// What goes wrong around the pools while their clients work: sessions ended by an administrator, server processes that
/// stand still, and credentials that are replaced.
struct PoolDisturber {
    let database: Database
    let fixture: RoleFixture
    var generator: SeededGenerator

    /// Disturbs until its task is cancelled; everything runs again then.
    mutating func run() async throws {
        do {
            try await disturb()
        } catch let error as DatabaseError where error.code == .cancelled && Task.isCancelled {
            // The end came in the middle of a statement of ours.
        }
    }

    private mutating func disturb() async throws {
        try await fixture.database.withConnection { connection in
            while !Task.isCancelled {
                switch generator.below(4) {
                case 0, 1: try await terminateOne(connection)
                case 2: try await holdOneStill(connection)
                default: for pool in database.pools.values { pool.connections.replaceAllConnections() }
                }
                // Not a wait for something: the pace of the disturbances.
                try? await Task.sleep(for: .milliseconds(generator.below(40)))
            }
        }
    }

    private mutating func terminateOne(_ connection: PostgresConnection) async throws {
        guard let backend = try await randomBackend(connection) else { return }
        _ = try await connection.query("SELECT pg_terminate_backend(\(backend)::int4)")
    }

    private mutating func holdOneStill(_ connection: PostgresConnection) async throws {
        guard let backend = try await randomBackend(connection) else { return }
        kill(pid_t(backend), SIGSTOP)
        defer { kill(pid_t(backend), SIGCONT) }
        try? await Task.sleep(for: .milliseconds(generator.below(60)))
    }

    private mutating func randomBackend(_ connection: PostgresConnection) async throws -> Int? {
        let login = fixture.login(.webapp)
        let backends = try await connection.query(
            """
            SELECT pid::int8 FROM pg_stat_activity
            WHERE usename = \(login) AND application_name NOT LIKE '%probe' ORDER BY pid
            """)
        guard !backends.isEmpty else { return nil }
        return try backends[generator.below(backends.count)].decode(Int.self, at: 0)
    }
}
