import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate rehearse`
    struct Rehearse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rehearse",
            abstract: "Runs migrations up, down and up on a copy; exit code 3 when a down does not undo its up.",
            discussion: "The copy is on a private server that is removed at the end. The database itself is only read.")

        @OptionGroup var options: ProjectOptions
        @Option(
            name: .customLong("from"), help: "The first version, also one that is applied; by default what is pending.")
        var first: Int?
        @Flag(help: "Copies no rows: quicker, but no down is seen to lose any.") var schemaOnly = false
        @Option(help: "A script of writes, safe to repeat, that is run between an up and its down.") var writes: String?
        @Option(help: "A table (schema.table) whose rows written since the up a down may lose; may be repeated.")
        var mayLose: [String] = []
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    var rehearsal = RehearsalOptions()
                    rehearsal.first = first
                    rehearsal.copiesRows = !schemaOnly
                    rehearsal.writes = try writes.map { path throws(MigrationError) in try SQLScript.load(path) }
                    rehearsal.mayLose = Set(mayLose)
                    let progress = Progress()
                    let report = try await Rehearsal(
                        source: try context.configuration(as: .admin, on: server),
                        files: try context.project.migrations(),
                        toolVersion: Version.number, options: rehearsal, note: { progress.note($0) }
                    ).run()
                    switch format {
                    case .text: for line in report.lines { Terminal.standardOutput.line(line) }
                    case .json: try Terminal.standardOutput.json(RehearsalRecord(report))
                    }
                    guard report.holds else { throw ExitCode(Failure.Kind.proofFailed.rawValue) }
                }
            }
        }
    }
}

extension RehearsalReport {
    /// For people: findings last, where they are seen.
    fileprivate var lines: [String] {
        var lines = [
            !rehearsed.isEmpty
                ? "rehearsed \(rehearsed.versionList)"
                : "nothing was rehearsed" + (findings.isEmpty ? ": nothing is pending" : "")
        ]
        if !left.isEmpty { lines.append("not rehearsed, since the copy lacks what comes before: \(left.versionList)") }
        lines += irreversible.sorted { $0.key < $1.key }.map { "\($0.key) cannot be undone: \($0.value)" }
        lines += notCopied.map { "not in the copy as in the original:\n\($0)" }
        lines += kept.sorted().map { "a down keeps rows on purpose in \($0)" }
        lines += drawn.sorted().map { "numbers were drawn from \($0), which no down gives back" }
        return lines + findings.map(\.description)
    }
}
