import FoundationEssentials
import PostgresDriver

/// Connections to the server that the environment names, as the peers understand it too.
enum BenchmarkConnection {
    struct MissingVariable: Error, CustomStringConvertible {
        let name: String
        var description: String { "\(name) is not set; the server and the login come from the environment" }
    }

    private static func variable(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else { throw MissingVariable(name: name) }
        return value
    }

    static func configuration() throws -> ConnectionConfiguration {
        let password = try variable("PGPASSWORD")
        return ConnectionConfiguration(
            endpoint: .tcp(host: try variable("PGHOST"), port: Int(try variable("PGPORT")) ?? 5432),
            database: try variable("PGDATABASE"), user: try variable("PGUSER"), password: { password },
            tls: .disabled, applicationName: "driver-benchmarks")
    }

    static func open() async throws -> PostgresConnection {
        try await PostgresConnection.connect(to: configuration())
    }

    /// Runs `body` on the driver's executor with a connection of its own.
    static func with<Value: Sendable>(
        _ body: @Sendable (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await withTaskExecutorPreference(PostgresExecutor.shared) {
            let connection = try await open()
            let value = try await body(connection)
            await connection.close()
            return value
        }
    }
}
