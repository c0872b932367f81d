import PostgresDriver
import ProcessSupervision

extension ServerStart {
    /// How long a server may take to begin. Once it has begun it may take any time to recover, as long as it lives.
    static let beginning = Duration.seconds(60)
    static let progressInterval = Duration.seconds(5)

    /// Waits until the server accepts the superuser, or has ended.
    ///
    /// - Returns: How it ended, or `nil` when it is ready.
    func readiness(
        of process: SupervisedProcess, log: ServerLog, port: Int, progress: (String) -> Void
    ) async throws(LocalPostgresError) -> ExitStatus? {
        do {
            if let status = try await waitUntilReady(process, log: log, progress: progress) { return status }
            try await checkPassword(port: port)
            return nil
        } catch {
            await process.stop()
            throw error
        }
    }

    private func waitUntilReady(
        _ process: SupervisedProcess, log: ServerLog, progress: (String) -> Void
    ) async throws(LocalPostgresError) -> ExitStatus? {
        let began = ContinuousClock.now
        var toldAt = began
        while true {
            if let status = process.exitStatus { return status }
            let file = PostmasterFile(of: home).flatMap { $0.pid == process.pid ? $0 : nil }
            if let file, file.isReady { return nil }
            let now = ContinuousClock.now
            guard file != nil || now - began < Self.beginning else { throw tooSlow(log) }
            if now - toldAt > Self.progressInterval {
                toldAt = now
                progress("still waiting for the server: \(ServerLog.lastLine(of: log.text))")
            }
            try await pause(.milliseconds(10))
        }
    }

    private func tooSlow(_ log: ServerLog) -> LocalPostgresError {
        LocalPostgresError(
            .startFailed,
            "the server did not begin within \(Self.beginning); the end of \(log.path):\n\(ServerLog.tail(of: log.text))",
            remedy: "put that right and start again")
    }

    /// Connects as a client would: this proves the certificate, the port and the password at once.
    private func checkPassword(port: Int) async throws(LocalPostgresError) {
        let password = configuration.superuserPassword
        let target = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: port), database: "postgres", user: PrivateServer.superuser,
            password: { password }, tls: .verifyFull(rootCertificate: home.rootCertificate),
            connectTimeout: PrivateServer.connectTimeout)
        do {
            try await PostgresConnection.connect(to: target).close()
        } catch {
            guard error.code == .authenticationFailed else {
                throw LocalPostgresError(
                    .startFailed, "the server is up, but cannot be reached on port \(port): \(error)",
                    remedy: "\(home.log) may say more")
            }
            throw LocalPostgresError(
                .passwordRefused, "the data in \(home.data) were made with another superuser password",
                remedy: "give that password (restore the file it was kept in), or move the data away to start anew")
        }
    }
}
