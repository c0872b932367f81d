import DataAccessTesting
import LocalPostgres
import PostgresDriver
import TestSupport

/// How the bytes pass through the proxy: as they are, so that PostgreSQL's messages are split, or encrypted, so that
/// the records of TLS are.
enum Wire: String, CaseIterable, Sendable {
    case plain, encrypted

    private func upstream(_ database: TestDatabase) -> FaultProxy.Upstream {
        let server = database.server.server
        // The server takes nothing over TCP without encryption.
        return switch self {
        case .plain: .unixSocket("\(server.socketDirectory)/.s.PGSQL.\(server.port)")
        case .encrypted: .port(server.port)
        }
    }

    /// A proxy before a database, and how to connect through it.
    func proxy(to database: TestDatabase, seed: Seed = Seed(0)) throws -> (FaultProxy, ConnectionConfiguration) {
        let proxy = try FaultProxy(to: upstream(database), seed: seed)
        var configuration = database.configuration
        configuration.endpoint = .tcp(host: "127.0.0.1", port: proxy.port)
        // Behind a network that is broken no patience helps.
        configuration.cancelTimeout = .seconds(5)
        if self == .plain { configuration.tls = .disabled }
        return (proxy, configuration)
    }

    /// Runs `body` with a proxy before a database, which is stopped afterwards, and how to connect through it.
    func withProxy<R>(
        to database: TestDatabase, seed: Seed = Seed(0),
        _ body: (FaultProxy, ConnectionConfiguration) async throws -> R
    ) async throws -> R {
        let (proxy, configuration) = try proxy(to: database, seed: seed)
        defer { proxy.stop() }
        return try await body(proxy, configuration)
    }
}
