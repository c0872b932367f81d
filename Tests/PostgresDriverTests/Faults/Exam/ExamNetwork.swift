import DataAccessTesting
import PostgresDriver
import TestSupport

/// The exam's ways to one database: a proxy for each fault, and one that only splits and delays. Each connection draws
/// its own moment.
struct ExamNetwork: Sendable {
    private let database: TestDatabase
    private let ways: [(proxy: FaultProxy, configuration: ConnectionConfiguration)]

    /// Runs `body` with the proxies, which are stopped afterwards.
    static func with<R>(
        to database: TestDatabase, seed: Seed, _ body: (ExamNetwork) async throws -> R
    ) async throws -> R {
        var ways: [(FaultProxy, ConnectionConfiguration)] = []
        defer { for way in ways { way.0.stop() } }
        for (number, fault) in ([nil] + FaultScript.Fault.allCases).enumerated() {
            let wire = number % 2 == 0 ? Wire.plain : .encrypted
            let (proxy, configuration) = try wire.proxy(to: database, seed: Seed(seed.number &+ UInt64(number)))
            let ending = fault.map { FaultScript.Ending($0, after: 0...60_000) }
            proxy.follow(
                toServer: FaultScript(pieces: 1...2_000, delay: .init(percent: 3, milliseconds: 0...3), ending: ending),
                toClient: FaultScript(pieces: 1...2_000, delay: .init(percent: 3, milliseconds: 0...3), ending: ending))
            ways.append((proxy, configuration))
        }
        return try await body(ExamNetwork(database: database, ways: ways))
    }

    /// A connection by any of the ways.
    ///
    /// - Throws: What refused it.
    func connect(using generator: inout SeededGenerator) async throws(DatabaseError) -> PostgresConnection {
        var configuration = ways[Int.random(in: ways.indices, using: &generator)].configuration
        configuration.connectTimeout = .seconds(1)
        return try await PostgresConnection.connect(to: configuration)
    }

    /// Ends a session, as an administrator would; nothing happens when it has ended.
    func terminate(_ backend: Int32) async throws {
        try await database.withConnection { connection in
            _ = try await connection.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid = \(Int(backend))::int
                """)
        }
    }
}
