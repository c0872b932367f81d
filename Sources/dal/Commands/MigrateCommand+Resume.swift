import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate resume`
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Goes on with the migration outside a transaction that stopped half-way.",
            discussion: """
                It goes on from the first statement not done; what is done may not have changed in the file. A statement \
                that was under way when the run ended is looked after: an index that is valid is done, an invalid one is \
                dropped and built again. Where nobody can tell, it says what to look at and how to go on.
                """)

        @OptionGroup var options: ProjectOptions
        @OptionGroup var plan: PlanOption
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let step = LoginPasswordsStep(context: context, server: server)
                    let new = try await step.absentLogins()
                    let run = try await plan.run(.resume, options, context, on: server)
                    let passwords = try await step.ensureApplicationLogins(new: new)
                    try RunReport("resume", run, passwords: passwords).print(
                        as: format, text: "resumed \(run.versions.versionList)")
                }
            }
        }
    }
}
