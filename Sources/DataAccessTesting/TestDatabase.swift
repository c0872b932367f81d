public import LocalPostgres
public import PostgresDriver

/// A database of a test's own.
public struct TestDatabase: Sendable {
    /// Its name, unlike any other's.
    public let name: String
    /// The server it is on.
    public let server: TestServer

    /// How to connect to it as the superuser.
    public var configuration: ConnectionConfiguration { server.superuserConfiguration(database: name) }

    /// How to connect to it as somebody else.
    ///
    /// - Parameters:
    ///   - user: The login.
    ///   - password: Its password.
    ///   - transport: TCP with a verified certificate, or the Unix socket.
    public func configuration(
        user: String, password: String, over transport: PrivateServer.Transport = .tcp
    ) -> ConnectionConfiguration {
        server.server.connection(user: user, database: name, password: { password }, over: transport)
    }

    /// Connects as the superuser. The caller closes the connection before the test ends.
    public func connect() async throws(DatabaseError) -> PostgresConnection {
        try await PostgresConnection.connect(to: configuration)
    }

    /// Connects as somebody else. The caller closes the connection before the test ends.
    ///
    /// - Parameters:
    ///   - user: The login.
    ///   - password: Its password.
    public func connect(as user: String, password: String) async throws(DatabaseError) -> PostgresConnection {
        try await PostgresConnection.connect(to: configuration(user: user, password: password))
    }

    /// Runs `body` with a superuser's connection, which is closed afterwards.
    @discardableResult
    public func withConnection<R>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        try await PostgresConnection.withConnection(to: configuration, body)
    }
}

extension TestDatabase {
    static func create(on server: TestServer, from source: String) async throws -> TestDatabase {
        let database = TestDatabase(name: "test_\(randomName(length: 16))", server: server)
        let (made, template) = (try Identifier(database.name), try Identifier(source))
        try await PostgresConnection.withConnection(to: server.superuserConfiguration()) { connection in
            _ = try await connection.query("CREATE DATABASE \(made) TEMPLATE \(template)")
        }
        return database
    }

    func drop(force: Bool) async throws {
        let dropped = try Identifier(name)
        try await PostgresConnection.withConnection(to: server.superuserConfiguration()) { connection in
            _ = try await connection.query(
                force ? "DROP DATABASE \(dropped) WITH (FORCE)" : "DROP DATABASE \(dropped)")
        }
    }
}
