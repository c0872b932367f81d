import AccessControl
import ArgumentParser

/// `dal access`
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Says who can do what in the database, and proves it.",
        subcommands: [Plan.self, Apply.self, Verify.self, Matrix.self, Rollback.self])

    /// `dal access verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Proves every privilege, required and forbidden; exit code 3 names each surprise.")

        @OptionGroup var options: ProjectOptions
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await AccessCommand.prove(self, options, format) { try await $0.run() }
        }
    }

    /// `dal access matrix`
    struct Matrix: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "matrix", abstract: "Prints role × table × action, with every surprise by name.")

        @OptionGroup var options: ProjectOptions
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await AccessCommand.prove(self, options, format) { try await $0.runOnCatalogue() }
        }
    }

    private static func prove(
        _ command: some AsyncParsableCommand, _ options: ProjectOptions, _ format: OutputFormat,
        take: (ProofStep) async throws -> AccessProof
    ) async throws {
        try await command.reportingFailures {
            let context = try await options.context()
            try await context.withServer(for: "dal access") { server in
                let proof = try await take(ProofStep(context: context, server: server))
                switch format {
                case .text: Terminal.standardOutput.write(proof.text)
                case .json: Terminal.standardOutput.line(try proof.json())
                }
                guard proof.holds else { throw ExitCode(Failure.Kind.proofFailed.rawValue) }
            }
        }
    }
}
