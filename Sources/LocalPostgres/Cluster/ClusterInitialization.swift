import FoundationEssentials
import Glibc
import ProcessSupervision

/// Makes a cluster: under another name until it is complete, so that a half made one is never taken for a whole one.
struct ClusterInitialization {
    let home: ServerHome
    let installation: PostgresInstallation
    let user: ProcessIdentity
    let ephemeral: Bool
    /// Whether the files must have reached the disk before the cluster counts as made.
    let durable: Bool
    let superuserPassword: String

    func run() async throws(LocalPostgresError) {
        try FileAccess.remove(home.partialData)
        try FileAccess.makeDirectory(home.partialData, mode: 0o700, owner: user)
        let log = try ServerLog(home.initializationLog)
        let status: ExitStatus
        do {
            status = try await SupervisedProcess.start(launch).waitForExit()
        } catch {
            throw LocalPostgresError(
                .initializationFailed, "initdb did not start: \(error)", remedy: "check the installation of PostgreSQL")
        }
        guard status.isSuccess else { throw failure(status, log: log.text) }
        guard rename(home.partialData, home.data) == 0 else {
            throw FileAccess.failure("cannot rename", home.partialData)
        }
        if durable { try FileAccess.syncDirectory(home.path) }
    }

    /// The password travels through standard input: no command line, environment or disk ever holds it.
    var launch: SupervisedProcess.Launch {
        var launch = SupervisedProcess.Launch(
            executable: installation.path(of: "initdb"),
            arguments: [
                "--pgdata=\(home.partialData)", "--username=\(PrivateServer.superuser)", "--pwfile=/dev/stdin",
                "--auth=scram-sha-256", "--auth-local=scram-sha-256", "--auth-host=scram-sha-256",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
            ] + (durable ? [] : ["--no-sync"]),
            environment: ServerProcess.environment)
        launch.identity = user
        launch.workingDirectory = home.path
        launch.standardInput = .bytes(Array("\(superuserPassword)\n".utf8))
        launch.standardOutput = .file(home.initializationLog, append: true)
        launch.standardError = .file(home.initializationLog, append: true)
        launch.removal = .init(path: ephemeral ? home.path : home.partialData, condition: .unlessSuccessful)
        return launch
    }

    private func failure(_ status: ExitStatus, log: String) -> LocalPostgresError {
        let words = ServerLog.tail(of: log)
        if words.contains("No space left on device") {
            return LocalPostgresError(
                .diskFull, "the disk of \(home.path) is full: initdb \(status)",
                remedy: "free some space and start again")
        }
        return LocalPostgresError(
            .initializationFailed, "initdb \(status) in \(home.path):\n\(words)",
            remedy: "put that right and start again")
    }
}
