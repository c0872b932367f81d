import AccessControl
import ArgumentParser

/// `dal access`
struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Says who can do what in the database, proves it, and changes it.",
        subcommands: [
            Plan.self, Apply.self, Verify.self, Probe.self, Matrix.self, Advise.self, Rollback.self,
        ])

    /// How a proof is printed.
    enum ProofFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    /// `dal access verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Proves every privilege, required and forbidden; exit code 3 names each surprise.")

        @OptionGroup var options: ProjectOptions
        @Flag(help: "From the catalogue alone: nobody but the administrator connects.") var catalogue = false
        @Option(help: "text, json or junit.") var format = ProofFormat.text

        func run() async throws {
            try await AccessCommand.prove(self, options) { step in
                let proof = catalogue ? try await step.runOnCatalogue() : try await watched(step)
                switch format {
                case .text: Terminal.standardOutput.write(proof.text)
                case .json: Terminal.standardOutput.line(try proof.json())
                case .junit: Terminal.standardOutput.write(proof.junit)
                }
                return proof.holds
            }
        }
    }

    /// `dal access probe`
    struct Probe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "probe",
            abstract:
                "Tries as each login what it may and may not do, and leaves nothing behind; exit code 3 names each surprise."
        )

        @OptionGroup var options: ProjectOptions
        @Option(help: "text, json or junit.") var format = ProofFormat.text

        func run() async throws {
            try await AccessCommand.prove(self, options) { step in
                let proof = try await watched(step)
                switch format {
                case .text: Terminal.standardOutput.write(proof.probeText)
                case .json: try Terminal.standardOutput.json(proof.probes)
                case .junit: Terminal.standardOutput.write(proof.probeJUnit)
                }
                return proof.probes.allSatisfy(\.surprises.isEmpty)
            }
        }
    }

    /// How a matrix is printed.
    enum MatrixFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, html
    }

    /// `dal access matrix`
    struct Matrix: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "matrix",
            abstract:
                "Prints who may do what: counted by role and action, or object by object as a page; exit code 3 as verify."
        )

        @OptionGroup var options: ProjectOptions
        @Option(help: "text and json count; markdown and html list every object, differences first.")
        var format = MatrixFormat.text

        func run() async throws {
            try await AccessCommand.prove(self, options) { step in
                let proof = try await step.runOnCatalogue()
                switch format {
                case .text: Terminal.standardOutput.write(proof.text)
                case .json: Terminal.standardOutput.line(try proof.json())
                case .markdown: Terminal.standardOutput.write(try await step.grid().markdown)
                case .html: Terminal.standardOutput.write(try await step.grid().html)
                }
                return proof.holds
            }
        }
    }

    private static func watched(_ step: ProofStep) async throws -> AccessProof {
        let progress = Progress()
        return try await step.run { progress.tell($0.text) }
    }

    private static func prove(
        _ command: some AsyncParsableCommand, _ options: ProjectOptions, holds: (ProofStep) async throws -> Bool
    ) async throws {
        try await command.reportingFailures {
            let context = try await options.context()
            try await context.withServer(for: "dal access") { server in
                guard try await holds(ProofStep(context: context, server: server)) else {
                    throw ExitCode(Failure.Kind.proofFailed.rawValue)
                }
            }
        }
    }
}
