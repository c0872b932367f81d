import ArgumentParser

/// The command `dal`.
@main
struct DAL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dal",
        abstract: "Least privilege for PostgreSQL applications, proved and taken to production safely.",
        discussion: """
            Exit codes: 0 done or nothing to do; 1 error; 2 changes pending; 3 a proof failed; 4 undecided; 5 somebody \
            else has the lock; 64 wrong usage; 130 interrupted.
            """,
        version: "dal \(Version.number)",
        subcommands: [
            UpCommand.self, MigrateCommand.self, AccessCommand.self, SchemaCommand.self, PoolsCommand.self,
            TokenCommand.self, PsqlCommand.self, VersionCommand.self,
        ])
}
