import ArgumentParser
import PostgresCatalog
import PostgresDriver

/// `dal schema`
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Compares what the application declares with what the database has.",
        subcommands: [Check.self])

    /// `dal schema check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Names each declared table, column, key, default and label that the database denies.",
            discussion: """
                The application says what it declares: it is started with --print-schema and prints JSON. Exit code 2: \
                something fails because of what was found. What is found to be merely needless is no failure.
                """)

        @OptionGroup var options: ProjectOptions
        @Option(help: "The application's program. Default: the project's.") var program: String?
        @Option(help: "A file with what the program printed; - is standard input.") var declarations: String?
        @Option(help: "text or json.") var format = OutputFormat.text

        func validate() throws {
            if program != nil, declarations != nil {
                throw ValidationError("--program and --declarations exclude each other.")
            }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                let tables = try await declared(context)
                try await context.withServer(for: "dal schema check") { server in
                    let configuration = try context.configuration(as: .readonly, on: server)
                    let report = try await PostgresConnection.withConnection(to: configuration) { connection in
                        SchemaReport(tables, in: try await RelationColumns.read(from: connection))
                    }
                    switch format {
                    case .text: Terminal.standardOutput.write(report.text)
                    case .json: try Terminal.standardOutput.json(report)
                    }
                    guard report.holds else { throw ExitCode(Failure.Kind.changesPending.rawValue) }
                }
            }
        }

        private func declared(_ context: Context) async throws -> [DeclaredTable] {
            if let declarations { return try SchemaDeclarations.read(file: declarations) }
            return try await SchemaDeclarations.ask(program ?? context.project.file.application.command[0], context)
        }
    }
}
