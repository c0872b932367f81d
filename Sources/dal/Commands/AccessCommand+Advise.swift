import AccessControl
import ArgumentParser
import PostgresDriver

extension AccessCommand {
    /// How advice is printed.
    enum AdviceFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, junit
    }

    /// `dal access advise`
    struct Advise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "advise",
            abstract:
                "Looks for what is unsafe in any database, without a policy; exit code 3 for more than information.")

        @OptionGroup var options: ProjectOptions
        @Option(help: "The database; by default the project's.") var database: String?
        @Flag(help: "Every database of the server, each under its name; what is the server's is said once.")
        var allDatabases = false
        @Option(help: "text, json, sarif or junit.") var format = AdviceFormat.text

        func validate() throws {
            if allDatabases, database != nil { throw ValidationError("Give --database or --all-databases, not both.") }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withServer(for: "dal access") { server in
                    var configuration = try context.configuration(as: .admin, on: server)
                    if let database { configuration.database = database }
                    let report = try await report(configuration)
                    switch format {
                    case .text: Terminal.standardOutput.write(report.text)
                    case .json: try Terminal.standardOutput.json(report.findings)
                    case .sarif: Terminal.standardOutput.write(report.sarif(toolVersion: Version.number))
                    case .junit: Terminal.standardOutput.write(report.junit)
                    }
                    guard report.holds else { throw ExitCode(Failure.Kind.proofFailed.rawValue) }
                }
            }
        }

        private func report(_ configuration: ConnectionConfiguration) async throws -> AdviceReport {
            let progress = Progress()
            guard !allDatabases else {
                return try await AdviceReport.read(everyDatabaseOf: configuration) { progress.note("reading \($0)") }
            }
            return try await PostgresConnection.withConnection(to: configuration) { connection in
                AdviceReport(try await AdvisedServer.read(from: connection))
            }
        }
    }
}
