import ArgumentParser
import Foundation
import Migrations

extension MigrateCommand {
    /// `dal migrate lint`
    struct Lint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint",
            abstract: "Says what migrations would do to a live system; exit code 3 when there is something to say.",
            discussion: "Needs no server. Every rule has a page in docs/lint-rules.")

        @OptionGroup var options: ProjectOptions
        @Argument(help: "The files. Default: all of the project's migrations.") var files: [String] = []
        @Option(help: "text, json, or sarif (2.1.0).") var format = LintFormat.text

        func run() async throws {
            try await reportingFailures {
                let report = try report(in: try Project.find(options.project))
                switch format {
                case .text: Terminal.standardOutput.write(report.text)
                case .json: Terminal.standardOutput.write(report.json)
                case .sarif: Terminal.standardOutput.write(report.sarif(toolVersion: Version.number))
                }
                guard report.failures.isEmpty else { throw ExitCode(Failure.Kind.error.rawValue) }
                guard report.findings.isEmpty else { throw ExitCode(Failure.Kind.proofFailed.rawValue) }
            }
        }

        private func report(in project: Project) throws -> LintReport {
            let own = try project.migrationPaths()
            let asked = files.isEmpty ? own : files
            var failures: [LintReport.Failure] = []
            let inputs = asked.compactMap { path -> LintInput? in
                do throws(MigrationError) {
                    return try LintInput(path: path, includes: project.includes(of: path))
                } catch {
                    failures.append(LintReport.Failure(error, path: path))
                    return nil
                }
            }
            // A file of the project is judged knowing the tables of those before it.
            let first = asked.first.map { URL(filePath: $0).standardizedFileURL.path }
            let earlier = own.prefix { $0 != first }
            let linter = MigrationLinter(logins: Set(project.file.logins.names))
            return linter.report(
                on: inputs,
                after: earlier.count < own.count
                    ? try earlier.map { try LintInput(path: $0, includes: project.includes) } : []
            ).adding(failures)
        }
    }
}

/// How findings are printed.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
    /// For code review tools.
    case sarif
}

extension Project {
    /// What a file may include: one of the project's from the migrations' folder, any other from its own.
    fileprivate func includes(of path: String) -> IncludeScope {
        let own = URL(filePath: path).deletingLastPathComponent().standardizedFileURL.path
        let isMigration = own == URL(filePath: migrationsFolder).standardizedFileURL.path
        return isMigration ? includes : IncludeScope(folder: own, base: folder.path)
    }
}

extension ProjectFile.Logins {
    /// All of them.
    var names: [String] { [webapp, readonly] + (acrossTenants.map { [$0] } ?? []) }
}
