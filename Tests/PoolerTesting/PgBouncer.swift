package import DataAccessTesting
import FoundationEssentials
import Glibc
import LocalPostgres
package import PostgresDriver
import ProcessSupervision
import TestSupport

/// A PgBouncer before a test's database, by default in transaction mode, on a Unix socket: between looking for a free port and taking
/// it another test could take it. All its clients of one login share the same few sessions of the server's.
package struct PgBouncer {
    /// How long a client keeps the session of the server's that it was given.
    package enum Mode: String {
        case session, transaction
    }

    private static let program = "/usr/sbin/pgbouncer"
    /// Nothing but part of the socket's name.
    private static let port = 6_432

    /// How the superuser connects, keeping nothing at the server.
    package let configuration: ConnectionConfiguration
    private let process: SupervisedProcess
    private let scratch: Scratch

    /// Starts one and waits until it takes clients.
    ///
    /// - Parameters:
    ///   - database: The database behind it.
    ///   - logins: Who may connect besides the superuser, with their passwords.
    ///   - mode: How long a client keeps its session.
    ///   - sessions: How many of the server's sessions each login has.
    package static func start(
        before database: TestDatabase, logins: [String: String] = [:], mode: Mode = .transaction, sessions: Int = 1
    ) async throws -> PgBouncer {
        let scratch = try Scratch()
        let caller = ProcessIdentity.current
        guard let user = caller.isRoot ? ProcessIdentity.named("nobody") : caller else {
            throw SystemRefusal("find the user nobody")
        }
        let password = database.server.superuserPassword
        let all = logins.merging([PrivateServer.superuser: password]) { $1 }
        let list = all.map { "\"\($0)\" \"\($1)\"\n" }.joined()
        let loginFile = try scratch.write(list, to: "logins", mode: 0o600)
        let sockets = try scratch.makeDirectory("sockets", mode: 0o700)
        for path in [loginFile, sockets] where chown(path, user.uid, user.gid) != 0 {
            throw SystemRefusal("give \(path) to \(user)")
        }
        let settings = try scratch.write(
            """
            [databases]
            \(database.name) = host=127.0.0.1 port=\(database.server.server.port)
            [pgbouncer]
            listen_port = \(port)
            unix_socket_dir = \(sockets)
            auth_type = scram-sha-256
            auth_file = \(loginFile)
            pool_mode = \(mode.rawValue)
            default_pool_size = \(sessions)
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
        guard pooler.process.exitStatus == nil else {
            throw SystemRefusal("start PgBouncer: \(scratch.text(of: "log"))")
        }
        return pooler
    }

    /// Ends it, and every connection through it.
    package func stop() async {
        await process.stop()
    }
}
