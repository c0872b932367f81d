import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate new`
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Writes the next migration's file, to be filled in, and prints its path.",
            discussion: "Needs no server. Until the file has statements, dal migrate refuses it.")

        @OptionGroup var options: ProjectOptions
        @Argument(help: "What stands behind the number: letters, digits, _ and -.") var name: String
        @Option(help: "The number; by default the one after the highest.") var number: Int?

        func run() async throws {
            try await reportingFailures {
                let project = try Project.find(options.project)
                let path = try MigrationDirectory.addFile(
                    named: name, number: number, to: project.migrationsFolder)
                Terminal.standardOutput.line(path)
            }
        }
    }
}
