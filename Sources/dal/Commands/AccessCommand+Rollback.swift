import AccessControl
import ArgumentParser
import PostgresDriver

extension AccessCommand {
    /// `dal access rollback`
    struct Rollback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rollback",
            abstract: "Takes roles away in every database of the server, and proves that nothing of them is left.",
            discussion: """
                They can log in no more, their sessions end, what they hold is undone, they are dropped. What they wrote \
                stays. Safe to repeat. Exit code 7: it stopped half-way; run it again.
                """)

        @OptionGroup var options: ProjectOptions
        @Argument(help: "The groups and logins to take away.") var roles: [String]
        @Option(help: "Who gets what they own; without it roles that own something are refused.")
        var reassignTo: String?
        @Flag(help: "Only says what they have and what stands against it.") var dryRun = false
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withServer(for: "dal access") { server in
                    let removal = RoleRemoval(
                        of: roles, administrator: try context.configuration(as: .admin, on: server),
                        reassignTo: reassignTo)
                    guard !dryRun else { return try tell(try await removal.survey()) }
                    let progress = Progress()
                    let report = try await removal.remove(logins: try context.logins(roles, on: server)) {
                        progress.note($0)
                    }
                    switch format {
                    case .text: Terminal.standardOutput.write(report.text)
                    case .json: try Terminal.standardOutput.json(report)
                    }
                }
            }
        }

        private func tell(_ survey: RemovalSurvey) throws {
            guard format == .text else { return try Terminal.standardOutput.json(survey) }
            let lines =
                survey.roles.map { "\($0) would be taken away" } + survey.absent.map { "\($0) does not exist" }
                + [
                    survey.sessions == 1 ? "1 session would end" : "\(survey.sessions) sessions would end",
                    "databases: \(survey.databases.joined(separator: ", "))",
                ]
                + survey.owned.map { "owned: \($0)" } + survey.notes.map { "note: \($0)" }
                + survey.obstacles.map { "stands against it: \($0)" }
            for line in lines { Terminal.standardOutput.line(line) }
        }
    }
}

extension Context {
    /// How the logins among some roles connect, as far as their passwords are known here.
    fileprivate func logins(
        _ roles: [String], on server: DatabaseServer
    ) throws -> [String: ConnectionConfiguration] {
        var logins: [String: ConnectionConfiguration] = [:]
        for role in applicationRoles where roles.contains(login(of: role)) {
            logins[login(of: role)] = try configuration(as: role, on: server)
        }
        return logins
    }
}
