import Glibc
import ProcessSupervision

/// How a server's process is started and ended.
enum ServerProcess {
    /// All that PostgreSQL's programs get: words in English, because some are looked for.
    static let environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"]

    /// The launch of a home's server. It ends within 5 s of its parent, by its fast shutdown where that is quick
    /// enough.
    static func launch(
        _ home: ServerHome, installation: PostgresInstallation, user: ProcessIdentity, removing: String?
    ) -> SupervisedProcess.Launch {
        var launch = SupervisedProcess.Launch(
            executable: installation.path(of: "postgres"),
            arguments: ["-D", home.data, "-c", "config_file=\(home.settings)"],
            environment: environment)
        launch.identity = user
        launch.workingDirectory = home.path
        launch.standardOutput = .file(home.log, append: true)
        launch.standardError = .file(home.log, append: true)
        launch.stopSequence = [
            .init(signal: SIGINT, grace: .milliseconds(2500)), .init(signal: SIGQUIT, grace: .seconds(1)),
        ]
        launch.orphanSignal = SIGQUIT
        launch.removal = removing.map { .init(path: $0) }
        return launch
    }
}
