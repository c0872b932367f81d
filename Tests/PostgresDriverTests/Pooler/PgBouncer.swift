import DataAccessTesting
import FoundationEssentials
import Glibc
import LocalPostgres
import PostgresDriver
import ProcessSupervision
import Testing
import TestSupport

/// A PgBouncer in transaction mode before a test's database, on a Unix socket: between looking for a free port and taking
/// it another test could take it. All its clients share one session of the server's.
struct PgBouncer {
    private static let program = "/usr/sbin/pgbouncer"
    /// Nothing but part of the socket's name.
    private static let port = 6_432

    /// How a client connects that keeps nothing at the server.
    let configuration: ConnectionConfiguration
    private let process: SupervisedProcess
    private let scratch: Scratch

    /// Starts one and waits until it takes clients.
    static func start(before database: TestDatabase) async throws -> PgBouncer {
        let scratch = try Scratch()
        let caller = ProcessIdentity.current
        let user = try #require(caller.isRoot ? ProcessIdentity.named("nobody") : caller)
        let password = database.server.superuserPassword
        let logins = try scratch.write("\"\(PrivateServer.superuser)\" \"\(password)\"\n", to: "logins", mode: 0o600)
        let sockets = try scratch.makeDirectory("sockets", mode: 0o700)
        for path in [logins, sockets] { try #require(chown(path, user.uid, user.gid) == 0) }
        let settings = try scratch.write(
            """
            [databases]
            \(database.name) = host=127.0.0.1 port=\(database.server.server.port)
            [pgbouncer]
            listen_port = \(port)
            unix_socket_dir = \(sockets)
            auth_type = scram-sha-256
            auth_file = \(logins)
            pool_mode = transaction
            default_pool_size = 1
            query_wait_timeout = 30
            server_tls_sslmode = require

            """, to: "pgbouncer.ini")
        var launch = SupervisedProcess.Launch(executable: program, arguments: [settings])
        launch.identity = user
        launch.workingDirectory = scratch.path
        launch.standardOutput = .file(scratch.path(of: "log"), append: true)
        launch.standardError = .file(scratch.path(of: "log"), append: true)
        var configuration = ConnectionConfiguration(
            endpoint: .unixSocket(directory: sockets, port: port), database: database.name,
            user: PrivateServer.superuser, password: { password }, connectTimeout: .seconds(30))
        configuration.statementCacheCapacity = 0
        let pooler = PgBouncer(
            configuration: configuration, process: try SupervisedProcess.start(launch), scratch: scratch)
        try await until { scratch.text(of: "log").contains("process up") || pooler.process.exitStatus != nil }
        try #require(pooler.process.exitStatus == nil, "\(scratch.text(of: "log"))")
        return pooler
    }

    func stop() async {
        await process.stop()
    }
}

/// Runs a test's body with two clients of a PgBouncer, who share one session.
func withPooler(
    _ body: (TestDatabase, _ one: PostgresConnection, _ other: PostgresConnection) async throws -> Void
) async throws {
    try await withTestDatabase { database in
        let pooler = try await PgBouncer.start(before: database)
        do {
            try await PostgresConnection.withConnection(to: pooler.configuration) { one in
                try await PostgresConnection.withConnection(to: pooler.configuration) { other in
                    try await body(database, one, other)
                }
            }
            await pooler.stop()
        } catch {
            await pooler.stop()
            throw error
        }
    }
}
