import ArgumentParser
import Foundation
import LocalPostgres
import PostgresDriver
import ProcessSupervision
import Secrets

/// `dal psql`
struct PsqlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psql", abstract: "Opens psql as one of the roles.",
        discussion:
            "Arguments after -- go to psql: dal psql --as readonly --tenant acme -- -c 'SELECT name FROM vendors'")

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case readonly
        case webapp
        case admin

        var pool: PoolRole {
            switch self {
            case .readonly: .readonly
            case .webapp: .webapp
            case .admin: .admin
            }
        }
    }

    @OptionGroup var options: ProjectOptions

    @Option(name: .customLong("as"), help: "readonly, webapp or admin.")
    var role: Role

    @Option(help: "The tenant whose rows are seen: its name or its id.")
    var tenant: String?

    @Argument(parsing: .postTerminator, help: "Arguments for psql.")
    var arguments: [String] = []

    func run() async throws {
        try await reportingFailures {
            let context = try await options.context()
            let psql = try PostgresInstallation.find().path(of: "psql")
            try await context.withServer(for: "dal psql") { server in
                var launch = SupervisedProcess.Launch(
                    executable: psql, arguments: arguments, environment: try await environment(context, server))
                launch.standardInput = .inherit
                launch.standardOutput = .inherit
                launch.standardError = .inherit
                // psql must stay in the terminal's foreground group, and takes Ctrl-C itself.
                launch.newSession = false
                signal(SIGINT, SIG_IGN)
                let status = await (try SupervisedProcess.start(launch)).waitForExit()
                guard status.isSuccess else { throw ExitCode(Failure.Kind.error.rawValue) }
            }
        }
    }

    /// psql takes everything from its environment, so that no password stands among its arguments.
    private func environment(_ context: Context, _ server: DatabaseServer) async throws -> [String: String] {
        let connection = try context.configuration(as: role.pool, on: server)
        var environment = ProcessInfo.processInfo.environment.merging(try await connection.environment()) { $1 }
        environment["PGAPPNAME"] = "dal psql"
        if let tenant {
            let id = try await Tenants(context: context, server: server).find(tenant)
            environment["PGOPTIONS"] = "-c app.current_tenant_id=\(id.uuidString.lowercased())"
        }
        return environment
    }
}
