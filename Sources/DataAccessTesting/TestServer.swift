public import LocalPostgres

/// A PostgreSQL server for tests: made when first asked for, without waiting for the disk, and removed with everything
/// in it when the test process ends, `kill -9` included.
public final class TestServer: Sendable {
    /// The server itself.
    public let server: PrivateServer
    /// The password of ``PrivateServer/superuser``: made for this server, and worth nothing beyond it.
    public let superuserPassword: String

    private let templates = TemplateDatabases()
    private let gate = Gate(places: TestServer.databasesAtOnce)

    /// How many test databases exist at the same time; further tests wait. Together they have ``maxConnections``.
    public static let databasesAtOnce = 12
    /// The server's limit of connections.
    public static let maxConnections = 400

    // Not structured: it belongs to the whole process, whichever test asks first, and no test's cancellation ends it.
    private static let starting = Task { try await TestServer.start() }

    /// The server that all tests of this process share, started at first use.
    ///
    /// Roles, settings and tablespaces belong to a whole server: a test that changes them starts one of its own.
    ///
    /// - Throws: `LocalPostgresError` when it cannot be started; later uses throw the same.
    public static var shared: TestServer {
        get async throws { try await starting.value }
    }

    /// Starts a server of one's own, which ends when the last reference to it goes, or by ``stop()``.
    ///
    /// - Parameter settings: Settings of the server by name.
    /// - Throws: `LocalPostgresError`; nothing is left behind, and trying again is safe.
    public static func start(settings: [String: String] = [:]) async throws -> TestServer {
        homes.removeStale()
        let password = randomName(length: 32)
        let server = try await PrivateServer.start(
            PrivateServer.Configuration(
                home: homes.newHome(), ephemeral: true,
                superuserPassword: password,
                settings: ["max_connections": "\(maxConnections)", "shared_buffers": "64MB"]
                    .merging(settings) { _, given in given }))
        return TestServer(server, superuserPassword: password)
    }

    static let homes = EphemeralHomes(prefix: "dal-test-")

    private init(_ server: PrivateServer, superuserPassword: String) {
        self.server = server
        self.superuserPassword = superuserPassword
    }

    /// Stops the server and removes its files.
    ///
    /// - Throws: `LocalPostgresError` when it had to be forced; it has ended all the same.
    public func stop() async throws {
        try await server.stop()
    }

    /// Runs `body` with a fresh database, which is dropped afterwards.
    ///
    /// - Parameters:
    ///   - template: What the database holds at first; `nil` is nothing.
    ///   - body: The test. It may call this again for a second database.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; otherwise ``SessionLeak`` when it left sessions open, or `DatabaseError`.
    @discardableResult
    public func withDatabase<R>(
        from template: DatabaseTemplate? = nil, _ body: (TestDatabase) async throws -> R
    ) async throws -> R {
        // A second database inside a test takes no place: two tests waiting for each other's would wait for ever.
        if Self.isInsideTest { return try await makeDatabase(from: template, body) }
        await gate.enter()
        defer { gate.leave() }
        return try await Self.$isInsideTest.withValue(true) { try await makeDatabase(from: template, body) }
    }

    @TaskLocal private static var isInsideTest = false

    private func makeDatabase<R>(
        from template: DatabaseTemplate?, _ body: (TestDatabase) async throws -> R
    ) async throws -> R {
        let source = if let template { try await templates.name(of: template, on: self) } else { "template0" }
        let database = try await TestDatabase.create(on: self, from: source)
        let result: R
        do {
            result = try await body(database)
        } catch {
            // The test's own error says more than a failed clearing up after it.
            try? await database.drop(force: true)
            throw error
        }
        try await database.checkForLeaks()
        try await database.drop(force: false)
        return result
    }
}
