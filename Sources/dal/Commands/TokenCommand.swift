import ArgumentParser
import Secrets

/// `dal token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Prints a development token for the application's API.",
        discussion: "Anybody who has it can do what it permits until it ends; the key stays in .local/secrets.")

    @OptionGroup var options: ProjectOptions

    @Option(help: "The tenant whose rows the token reaches: its name or its id.")
    var tenant: String

    @Option(
        name: .customLong("permission"),
        help: "A permission it carries; may be given several times. Default: all of dal.yaml.")
    var permissions: [String] = []

    func run() async throws {
        try await reportingFailures {
            let context = try await options.context()
            guard context.isDevelopment else {
                throw Failure("development tokens are for development; APP_ENV is \(context.environment)")
            }
            try await context.withServer(for: "dal token") { server in
                let tenant = try await Tenants(context: context, server: server).find(tenant)
                let token = try await context.token(for: tenant, permissions: permissions)
                Terminal.standardOutput.line(token.unsafeValue)
            }
        }
    }
}
