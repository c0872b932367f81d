import ArgumentParser

/// `dal up`
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Starts everything: a private PostgreSQL, migrations, proven roles, data, the application.",
        discussion: """
            The data stay in .local for the next run. DB_HOST and its companions name an existing server to use in \
            place of the private one. The last line on standard output is "ready" with the application's URL; Ctrl-C \
            stops all.
            """)

    @OptionGroup var options: ProjectOptions

    @Option(help: "The application's port; 0 takes any free one.")
    var port = 8080

    @Flag(help: "Stop all as soon as it is ready, and exit with 0.")
    var exitAfterReady = false

    func run() async throws {
        try await reportingFailures {
            let context = try await options.context()
            let lock = try takeLock(context.state)
            let environment = LocalEnvironment(context: context, port: port)
            try await untilInterrupted { try await environment.run(untilReady: exitAfterReady) }
            withExtendedLifetime(lock) {}
        }
    }
}

extension UpCommand {
    /// Who runs already is said before which port is taken, and a port that is taken leaves no folder behind.
    private func takeLock(_ state: StateDirectory) throws -> InstanceLock {
        if !state.exists { try PortCheck.requireFree(port) }
        try state.create()
        switch try InstanceLock.take(state, for: "dal up") {
        case .success(let lock):
            try PortCheck.requireFree(port)
            return lock
        case .failure(let held): throw held.failure(state)
        }
    }
}

extension InstanceLock.Held {
    fileprivate func failure(_ state: StateDirectory) -> Failure {
        let url = RunFile.read(from: state).flatMap { $0.pid == holder?.pid ? $0.urls?.api : nil }
        return Failure(
            "\(description) already runs on \(state.path)\(url.map { ", at \($0)" } ?? "")",
            advice: "Stop it first, or use another folder with --data.", kind: .lockBusy)
    }
}
