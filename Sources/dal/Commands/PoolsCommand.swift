import ArgumentParser
import UnixSignals

/// `dal pools`
struct PoolsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pools", abstract: "Shows the connection pools of the running application.",
        discussion: """
            Connections and waiting callers at this instant, then the statements that took most of the time since the \
            application started. It asks the application that dal up runs here, or the one at --url; the token is made \
            with this project's key, or comes from DAL_TOKEN.
            """)

    /// Statements shown while watching, so that all fits on a screen.
    private static let watchedStatements = 10

    @OptionGroup var options: ProjectOptions
    @Flag(help: "Show it anew every second until Ctrl-C.") var watch = false
    @Option(help: "text or json; json with --watch is one line a second.") var format = OutputFormat.text
    @Option(help: "The base URL of an application that runs elsewhere.") var url: String?

    func run() async throws {
        try await reportingFailures {
            let source = try await options.context().poolReports(from: url)
            guard watch else { return try show(try await source.report()) }
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        try show(try await source.report())
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                group.addTask {
                    for await _ in signals { return }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    private func show(_ report: PoolReport) throws {
        let terminal = Terminal.standardOutput
        switch format {
        case .json where watch: try terminal.jsonLine(report)
        case .json: try terminal.json(report)
        case .text where watch:
            if terminal.isInteractive { terminal.clear() }
            terminal.write(report.text(mostStatements: Self.watchedStatements))
            if !terminal.isInteractive { terminal.write("\n") }
        case .text: terminal.write(report.text())
        }
    }
}
