import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Asks the database whether each applied migration is still in effect; exit code 3 when not.",
            discussion: """
                Runs the migrate:verify sections, each in a transaction that is rolled back, and compares the files with \
                what was applied. Exit code 4: nothing fails, but something met a lock or a time limit.
                """)

        @OptionGroup var options: ProjectOptions
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let report = try await MigrationVerification(
                        connection: try context.configuration(as: .admin, on: server),
                        files: try context.project.migrations(),
                        options: MigrationOptions(context.project.file.database.limits)
                    ).run()
                    switch format {
                    case .text: for line in report.lines { Terminal.standardOutput.line(line) }
                    case .json: try Terminal.standardOutput.json(report.entries.map(VerificationRecord.init))
                    }
                    if report.fails { throw ExitCode(Failure.Kind.proofFailed.rawValue) }
                    guard report.holds else { throw ExitCode(Failure.Kind.inconclusive.rawValue) }
                }
            }
        }
    }
}

extension VerificationReport {
    /// For people: a line for each migration, then what it comes to.
    fileprivate var lines: [String] {
        let wrong = entries.count { !$0.outcome.isGood }
        let sum =
            entries.isEmpty
            ? "no migration is applied"
            : "\(entries.count) applied, \(wrong == 0 ? "nothing against them" : "\(wrong) not as they were applied")"
        return entries.map(\.line) + [sum]
    }
}

extension VerificationReport.Entry {
    fileprivate var line: String {
        let sign = outcome.isGood ? "✓" : outcome.isUndecided ? "?" : "✗"
        return "\(sign) \(version.padded)  \(name): \(outcome.words)"
    }
}

extension VerificationReport.Outcome {
    fileprivate var words: String {
        switch self {
        case .holds(let count): count == 1 ? "its statement holds" : "its \(count) statements hold"
        case .hasNone: "it has no migrate:verify section"
        case .fails(let reason, let file, let line), .undecided(let reason, let file, let line):
            "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
        case .changed: "its file has changed since it was applied; it was not run"
        case .missing: "its file is missing"
        case .unfinished: "it stands half-way; it was not run"
        }
    }
}

/// A verification for machines.
struct VerificationRecord: Encodable {
    var version: Int
    var name: String
    var outcome: String
    var reason: String?
    var file: String?
    var line: Int?

    init(_ entry: VerificationReport.Entry) {
        version = entry.version
        name = entry.name
        outcome = entry.outcome.name
        switch entry.outcome {
        case .fails(let reason, let file, let line), .undecided(let reason, let file, let line):
            (self.reason, self.file, self.line) = (reason, file, line)
        case .holds, .hasNone, .changed, .missing, .unfinished: break
        }
    }
}
