public import LocalPostgres
public import PostgresDriver

extension TestServer {
    /// How to connect as the superuser. A connect may take a minute, because machines that run tests are busy.
    ///
    /// - Parameters:
    ///   - database: The database.
    ///   - transport: TCP with a verified certificate, or the Unix socket.
    public func superuserConfiguration(
        database: String = "postgres", over transport: PrivateServer.Transport = .tcp
    ) -> ConnectionConfiguration {
        let password = superuserPassword
        var configuration = server.connection(database: database, password: { password }, over: transport)
        configuration.connectTimeout = .seconds(60)
        return configuration
    }

    /// Runs `body` with a connection, which is closed afterwards.
    ///
    /// - Parameters:
    ///   - configuration: As whom, and to which database.
    ///   - body: What to do with it.
    /// - Returns: What `body` returns.
    /// - Throws: `DatabaseError` when connecting fails, else what `body` throws.
    @discardableResult
    public static func withConnection<R>(
        to configuration: ConnectionConfiguration, _ body: (PostgresConnection) async throws -> R
    ) async throws -> R {
        try await PostgresConnection.withConnection(to: configuration, body)
    }
}
