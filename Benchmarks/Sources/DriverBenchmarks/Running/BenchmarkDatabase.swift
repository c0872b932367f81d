import DataAccess
import Logging
import Measurement
import PostgresDriver

/// A running `Database` before the server that the environment names.
enum BenchmarkDatabase {
    /// Repeats an operation by 20 tasks over at most 20 connections.
    static func measure(
        _ effort: Effort, isObserved: Bool = true, _ operation: @escaping ConcurrentRun.Operation<Database>
    ) async throws -> Sample {
        var configuration = try configuration()
        configuration.observation.isEnabled = isObserved
        let database = try Database(configuration: configuration, logger: Logger(label: "benchmarks"))
        try await database.start()
        // Not structured, because it ends when the measuring does and not by itself.
        let running = Task { try await database.run() }
        defer { running.cancel() }
        return try await ConcurrentRun(tasks: 20, seconds: effort.seconds).measure(sharing: database, operation)
    }

    private static func configuration() throws -> DatabaseConfiguration {
        let connection = try BenchmarkConnection.configuration()
        let password = connection.password
        func pool(_ user: String) -> PoolConfiguration {
            PoolConfiguration(user: user, password: password, maximum: 20)
        }
        return DatabaseConfiguration(
            endpoint: connection.endpoint, database: connection.database, tls: connection.tls, admin: nil,
            webapp: pool(BenchmarkData.webappLogin), readonly: pool(BenchmarkData.login))
    }
}
