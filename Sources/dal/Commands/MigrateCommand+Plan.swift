import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Says what apply or rollback would do to those who use the database; exit code 2 when anything.",
            discussion:
                "Each statement's locks and what waits for them, rewrites and scans with the tables' sizes, and what "
                + "the lint rules say. Changes nothing. Its last line is what to type next.")

        @OptionGroup var options: ProjectOptions
        @Option(name: .customLong("to"), help: "Plans to apply what is pending up to this version.") var target: Int?
        @Option(help: "Plans to undo every version above this one; 0 undoes all.") var rollbackTo: Int?
        @Option(help: "text or json.") var format = OutputFormat.text

        func validate() throws {
            if target != nil, rollbackTo != nil { throw ValidationError("Give --to or --rollback-to, not both.") }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let request = rollbackTo.map { MigrationRequest.rollback(to: $0) } ?? .apply(upTo: target)
                    let report = try await context.planReport(on: request, try context.migrations(on: server))
                    let next = options.next(request, plan: report.hash)
                    switch format {
                    case .text:
                        let output = Terminal.standardOutput
                        output.write(report.text(next: next, isColored: output.isColored))
                    case .json:
                        try Terminal.standardOutput.json(
                            PlanRecord(plan: report, next: report.isEmpty ? nil : next))
                    }
                    guard report.isEmpty else { throw ExitCode(Failure.Kind.changesPending.rawValue) }
                }
            }
        }
    }
}

/// A plan for machines.
struct PlanRecord: Encodable {
    var plan: PlanReport
    /// The command that does it; nil when there is nothing to do.
    var next: String?
}

extension Context {
    /// What a request would do, with what the lint rules say of the files it would apply.
    func planReport(on request: MigrationRequest, _ runner: MigrationRunner) async throws -> PlanReport {
        let report = try await runner.report(on: request)
        guard case .apply = request, let first = report.paths.first else { return report }
        let read = { path throws(MigrationError) in try LintInput(path: path, includes: project.includes) }
        let before = try project.migrations().map(\.path).prefix { $0 != first }
        let lint = MigrationLinter(logins: Set(project.file.logins.names)).report(
            on: try report.paths.map(read), after: try before.map(read))
        if let failure = lint.failures.first {
            throw Failure("\(failure.file) changed while the plan was made: \(failure.message)", advice: failure.advice)
        }
        return report.adding(lint)
    }
}

extension ProjectOptions {
    /// What to type to have a plan done.
    func next(_ request: MigrationRequest, plan hash: String) -> String {
        var words = ["dal", "migrate"]
        switch request {
        case .apply(nil): words += ["apply"]
        case .apply(let target?): words += ["apply", "--to", target.padded]
        case .rollback(let target): words += ["rollback", "--to", target.padded]
        case .resume: words += ["resume"]
        case .repair(let count, let reason):
            words += ["repair", "--at", String(count), "--reason", reason.quotedForShell]
        }
        if project != Self.defaultProject { words += ["--project", project.quotedForShell] }
        if let data { words += ["--data", data.quotedForShell] }
        return (words + ["--plan", hash]).joined(separator: " ")
    }
}

extension String {
    /// As a shell reads it back as one word.
    fileprivate var quotedForShell: String {
        let isPlain = !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-/".contains($0)) }
        return isPlain ? self : "'\(replacing("'", with: "'\\''"))'"
    }
}
