import ArgumentParser
import LocalPostgres

/// `dal version`
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Prints the versions of this tool and of the PostgreSQL it would run.")

    @Option(help: "text or json.")
    var format = OutputFormat.text

    private struct Versions: Encodable {
        var dal: String
        var postgresql: Int?
    }

    func run() async throws {
        try await reportingFailures {
            let installation = try? PostgresInstallation.find()
            switch format {
            case .text:
                Terminal.standardOutput.line("dal \(Version.number)")
                Terminal.standardOutput.line(
                    installation.map { "PostgreSQL \($0.majorVersion)" } ?? "PostgreSQL is not installed")
            case .json:
                try Terminal.standardOutput.json(Versions(dal: Version.number, postgresql: installation?.majorVersion))
            }
        }
    }
}
