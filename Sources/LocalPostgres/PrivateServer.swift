import Glibc
public import PostgresDriver
public import ProcessSupervision

/// A PostgreSQL server of one's own: made on the spot, reachable from this machine alone, gone with its owner.
///
/// It listens on 127.0.0.1 with TLS and on a Unix socket in a closed directory, asks everybody for a password, and runs
/// as an ordinary user even when its owner is root. It ends within 5 s of this process, `kill -9` included, and when
/// the last reference to this object goes. Its data survive whatever is killed.
public final class PrivateServer: Sendable {
    /// The name of the superuser.
    public static let superuser = "postgres"

    /// The port it listens on, on 127.0.0.1.
    public let port: Int
    /// The directory of its Unix socket.
    public let socketDirectory: String
    /// The path of the certificate that its TLS certificate is verified against.
    public let rootCertificate: String
    /// The path of its log.
    public let logFile: String
    /// The folder its files are in.
    public let directory: String
    /// The process id of the server.
    public var pid: Int32 { process.pid }
    /// The installation it runs from, whose tools fit it.
    public let installation: PostgresInstallation

    private let process: SupervisedProcess
    private let lock: HomeLock

    init(
        _ process: SupervisedProcess, home: ServerHome, port: Int, installation: PostgresInstallation,
        lock: HomeLock
    ) {
        self.process = process
        self.lock = lock
        self.port = port
        self.installation = installation
        socketDirectory = home.socketDirectory
        rootCertificate = home.rootCertificate
        logFile = home.log
        directory = home.path
    }

    /// How to connect.
    ///
    /// - Parameters:
    ///   - user: The login.
    ///   - database: The database.
    ///   - password: Asked at every connect.
    ///   - transport: TCP with a verified certificate, or the Unix socket.
    public func connection(
        user: String = superuser, database: String = "postgres",
        password: @escaping @Sendable () async throws -> String?, over transport: Transport = .tcp
    ) -> ConnectionConfiguration {
        var configuration =
            switch transport {
            case .tcp:
                ConnectionConfiguration(
                    endpoint: .tcp(host: "127.0.0.1", port: port), database: database, user: user, password: password,
                    tls: .verifyFull(rootCertificate: rootCertificate), connectTimeout: Self.connectTimeout)
            case .unixSocket:
                ConnectionConfiguration(
                    endpoint: .unixSocket(directory: socketDirectory, port: port), database: database, user: user,
                    password: password, tls: .disabled, connectTimeout: Self.connectTimeout)
            }
        configuration.cancelTimeout = Self.connectTimeout
        return configuration
    }

    /// It is on this machine and up, so that nothing but a busy machine makes it slow; waiting helps then.
    static let connectTimeout = Duration.seconds(30)

    /// Stops it and waits for its end, at most some 5 s. A second call waits for the same end.
    ///
    /// - Throws: ``LocalPostgresError`` with `uncleanStop` when it had to be forced; it has ended all the same.
    public func stop() async throws(LocalPostgresError) {
        let status = await process.stop()
        // One outside the home would be left behind; it is empty now, and made anew at the next start.
        if !socketDirectory.hasPrefix(directory) { rmdir(socketDirectory) }
        lock.release()
        guard !status.isSuccess else { return }
        throw LocalPostgresError(
            .uncleanStop, "the server in \(directory) \(status)",
            remedy: "nothing is lost: it recovers its data at the next start; \(logFile) says more")
    }

    /// Waits for its end, however it comes. Cancelling the task does not end the wait.
    public func waitForExit() async -> ExitStatus {
        let status = await process.waitForExit()
        lock.release()
        return status
    }
}
