import FoundationEssentials
import ProcessSupervision

/// The steps from a locked home to a server that answers.
struct ServerStart {
    let configuration: PrivateServer.Configuration
    let home: ServerHome
    let user: ProcessIdentity

    struct Started {
        let process: SupervisedProcess
        let port: Int
        let installation: PostgresInstallation
    }

    /// How often a start is tried again for a cause that passes, and how long apart.
    static let attempts = 20
    static let retryInterval = Duration.milliseconds(250)

    func run(progress: (String) -> Void) async throws(LocalPostgresError) -> Started {
        let installation = try await prepareCluster(progress: progress)
        try ServerCertificates.renew(in: home, owner: user, now: Date())
        try SocketDirectory.prepare(home.socketDirectory, owner: user)
        var attempt = 1
        while true {
            let port = try writeSettings()
            let log = try ServerLog(home.log)
            let process = try launch(installation)
            guard let status = try await readiness(of: process, log: log, port: port, progress: progress) else {
                return Started(process: process, port: port, installation: installation)
            }
            let failure = StartFailure(log: log.text)
            guard failure.mayPass(explicitPort: configuration.port != nil), attempt < Self.attempts else {
                throw failure.error(status, home: home, port: port, log: log.text)
            }
            attempt += 1
            try await pause(Self.retryInterval)
        }
    }

    /// Leaves complete data that no server works on, and names the programs that fit them.
    private func prepareCluster(progress: (String) -> Void) async throws(LocalPostgresError) -> PostgresInstallation {
        let version = try ClusterState(home).requiredVersion(at: home.data, user: user)
        let installation = try installation(for: version)
        try DiskSpace.check(home.path)
        if version != nil {
            if let orphan = OrphanedServer(of: home) {
                progress("stopping the server of an earlier run (process \(orphan.pid))")
                try await orphan.stop()
            }
            return installation
        }
        progress("making the database cluster (PostgreSQL \(installation.majorVersion))")
        try await ClusterInitialization(
            home: home, installation: installation, user: user, ephemeral: configuration.ephemeral,
            durable: !configuration.ephemeral && configuration.settings["fsync"] != "off",
            superuserPassword: configuration.superuserPassword
        ).run()
        return installation
    }

    private func installation(for version: Int?) throws(LocalPostgresError) -> PostgresInstallation {
        let place = configuration.binaryDirectory
        guard let version else { return try .find(binaryDirectory: place) }
        do {
            return try .find(binaryDirectory: place, majorVersion: version)
        } catch {
            let other = try PostgresInstallation.find(binaryDirectory: place)
            throw LocalPostgresError(
                .otherMajorVersion,
                "\(home.data) was made by PostgreSQL \(version), which is not installed (\(other.majorVersion) is)",
                remedy: "apt-get install postgresql-\(version), or move the data away, or use another home")
        }
    }

    private func writeSettings() throws(LocalPostgresError) -> Int {
        let kept = FileAccess.text(of: home.settings).flatMap(ServerSettings.port(in:))
        let port = try FreePort.choose(explicit: configuration.port, kept: kept)
        let settings = ServerSettings(
            home: home, port: port, ephemeral: configuration.ephemeral, overrides: configuration.settings)
        try FileAccess.write(settings.text, to: home.settings, mode: 0o644)
        try FileAccess.write(HostBasedAccess.text, to: home.access, mode: 0o644)
        return port
    }

    private func launch(_ installation: PostgresInstallation) throws(LocalPostgresError) -> SupervisedProcess {
        let removing = configuration.ephemeral ? configuration.absoluteHome : nil
        do {
            return try SupervisedProcess.start(
                ServerProcess.launch(home, installation: installation, user: user, removing: removing))
        } catch {
            throw LocalPostgresError(
                .startFailed, "the server did not start: \(error)", remedy: "put that right and start again")
        }
    }
}
