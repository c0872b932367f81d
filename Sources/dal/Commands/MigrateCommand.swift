import ArgumentParser
import Migrations

/// `dal migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Applies the project's migrations, rolls them back, and judges them.",
        subcommands: [
            Status.self, Plan.self, Apply.self, Rollback.self, Resume.self, Repair.self, Verify.self, Rehearse.self,
            Lint.self, New.self, Adopt.self, Fingerprinting.self, Diff.self,
        ])

    /// `dal migrate status`
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Says where every version stands; exit code 2 when some are pending.")

        @OptionGroup var options: ProjectOptions
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let statuses = try await context.migrations(on: server).status()
                    switch format {
                    case .text: for status in statuses { Terminal.standardOutput.line(status.line) }
                    case .json: try Terminal.standardOutput.json(statuses.map(StatusRecord.init))
                    }
                    guard statuses.allSatisfy({ $0.state == .applied }) else {
                        throw ExitCode(Failure.Kind.changesPending.rawValue)
                    }
                }
            }
        }
    }

    /// `dal migrate apply`
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Applies what is pending, and sets the stored passwords of new logins.")

        @OptionGroup var options: ProjectOptions
        @OptionGroup var plan: PlanOption
        @Option(name: .customLong("to"), help: "The last version to apply; by default all.") var target: Int?
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let step = LoginPasswordsStep(context: context, server: server)
                    let new = try await step.absentLogins()
                    let run = try await plan.run(.apply(upTo: target), options, context, on: server)
                    let passwords = try await step.ensureApplicationLogins(new: new)
                    try RunReport("apply", run, passwords: passwords).print(
                        as: format,
                        text: run.versions.isEmpty ? "nothing to apply" : "applied \(run.versions.versionList)")
                }
            }
        }
    }

    /// `dal migrate rollback`
    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rollback", abstract: "Undoes every version above one, newest first.")

        @OptionGroup var options: ProjectOptions
        @OptionGroup var plan: PlanOption
        @Option(name: .customLong("to"), help: "The version that stays the newest; 0 undoes all.") var target: Int
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let run = try await plan.run(.rollback(to: target), options, context, on: server)
                    try RunReport("rollback", run).print(
                        as: format,
                        text: run.versions.isEmpty ? "nothing to undo" : "undone \(run.versions.versionList)")
                }
            }
        }
    }
}
