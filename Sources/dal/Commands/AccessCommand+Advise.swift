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
                "Looks for what is unsafe in a database; exit code 3 for more than information, 2 for drift alone.",
            discussion: """
                The project's database is compared with access.yaml too: what differs is found, and what is declared is not. \
                Another database is looked at without a policy.
                """)

        @OptionGroup var options: ProjectOptions
        @Option(help: "Another database, without access.yaml; by default the project's with it.") var database: String?
        @Flag(help: "Every database of the server, each under its name; what is the server's is said once.")
        var allDatabases = false
        @Flag(help: "Compares with nothing, for a project that has no access.yaml yet.") var withoutPolicy = false
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
                    let report = try await report(configuration, comparedWith: try policy(context, server))
                    switch format {
                    case .text: Terminal.standardOutput.write(report.text)
                    case .json: try Terminal.standardOutput.json(report.findings)
                    case .sarif:
                        Terminal.standardOutput.write(
                            report.sarif(toolVersion: Version.number, file: context.project.file.access))
                    case .junit: Terminal.standardOutput.write(report.junit)
                    }
                    switch report.verdict {
                    case .holds: break
                    case .drifted: throw ExitCode(Failure.Kind.changesPending.rawValue)
                    case .fails: throw ExitCode(Failure.Kind.proofFailed.rawValue)
                    }
                }
            }
        }

        /// What the project's database is compared with.
        private func policy(_ context: Context, _ server: DatabaseServer) throws -> AccessPolicy? {
            guard !withoutPolicy, database == nil || database == server.database else { return nil }
            return try context.accessPolicy()
        }

        private func report(
            _ configuration: ConnectionConfiguration, comparedWith policy: AccessPolicy?
        ) async throws -> AdviceReport {
            let progress = Progress()
            guard !allDatabases else {
                return try await AdviceReport.read(everyDatabaseOf: configuration, comparedWith: policy) {
                    progress.note("reading \($0)")
                }
            }
            return try await PostgresConnection.withConnection(to: configuration) { connection in
                var server = try await AdvisedServer.read(from: connection)
                if let policy { try server.compare(with: policy) }
                return AdviceReport(server)
            }
        }
    }
}
