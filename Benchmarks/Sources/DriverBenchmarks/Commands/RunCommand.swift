import ArgumentParser
import Measurement

/// Runs one of our own workloads in this process: each has a process to itself, as the peers have.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run one workload against the server that PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE name.",
        discussion: "Prints one line of JSON. The tables must be there: `compare` makes them.")

    @Argument(help: "The workload.")
    var work: Workload.Name

    @OptionGroup var effort: Effort

    func run() async throws {
        let measure = Workload.named(work).measure
        let sample = try await measure(effort)
        print(try SampleLine.text(of: sample.with(peakMemory: ProcessUsage.peakMemory())))
    }
}
