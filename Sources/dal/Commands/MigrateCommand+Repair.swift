import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate repair`
    struct Repair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "repair",
            abstract: "Declares how many statements of the migration that stopped half-way are done.",
            discussion: """
                It runs none of them. 0 means that nothing of the migration remains; all of them that it is finished, which \
                its verification has to confirm; dal migrate resume goes on behind any number in between. The reason is \
                kept in dal.migration_events.
                """)

        @OptionGroup var options: ProjectOptions
        @OptionGroup var plan: PlanOption
        @Option(name: .customLong("at"), help: "How many statements, from the first on, are done.") var count: Int
        @Option(help: "How that is known, in a few words.") var reason: String
        @Option(help: "text or json.") var format = OutputFormat.text

        func validate() throws {
            guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason is empty.") }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let run = try await plan.run(.repair(at: count, reason: reason), options, context, on: server)
                    try RunReport("repair", run, statementsDone: count).print(
                        as: format, text: "repaired \(run.versions.versionList) at \(count)")
                }
            }
        }
    }
}
