import ArgumentParser

@main
struct DriverBenchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "DriverBenchmarks",
        abstract: "Measures PostgresDriver against other drivers, in turn in the same minutes.",
        subcommands: [CompareCommand.self, RunCommand.self, ServeCommand.self], defaultSubcommand: CompareCommand.self)
}
