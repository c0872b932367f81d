import ArgumentParser
import DataAccessTesting
import FoundationEssentials
import Measurement

/// Starts a server, fills it, and has all contestants run in turn.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Measure every workload with every peer that is installed.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "How often everything runs; medians are taken over the rounds.")
    var rounds = 5

    @OptionGroup var effort: Effort

    @Option(help: ArgumentHelp("Only this workload; may be given several times.", valueName: "work"))
    var only: [Workload.Name] = []

    @Option(
        parsing: .upToNextOption,
        help: "Only peers whose names contain one of these, such as pgbench; PostgresDriver always runs.")
    var peers: [String] = []

    @Option(help: "What is printed in the end. The JSON is written to the results file in any case.")
    var format = Format.text

    @Option(help: ArgumentHelp("Where the package of the benchmarks is.", valueName: "directory"))
    var package = "Benchmarks"

    @Option(help: ArgumentHelp("Where scripts/install-benchmark-peers put the peers.", valueName: "directory"))
    var installed = ".local/benchmarks"

    func validate() throws {
        guard rounds >= 1 else { throw ValidationError("--rounds must be at least 1") }
    }

    func run() async throws {
        let report = try await measured()
        try write(report)
        let ours = report.workloads.compactMap { $0.standing(of: Peer.ours) }
        guard ours.allSatisfy({ $0.absence == nil }) else { throw ExitCode.failure }
    }

    private func measured() async throws -> BenchmarkReport {
        let load = Circumstances.loadAverages()
        let server = try await BenchmarkServer.start(progress: Self.say)
        do {
            let report = try await server.withData(in: "\(installed)/data") { site in
                try await compare(at: site, loadBefore: load)
            }
            try await server.stop()
            return report
        } catch {
            try? await server.stop()
            throw error
        }
    }

    private func compare(at site: BenchmarkSite, loadBefore: String) async throws -> BenchmarkReport {
        let programs = Programs(package: package, installed: installed, postgres: site.postgresPrograms)
        let workloads = Workload.all.filter { only.isEmpty || only.contains($0.name) }
        var rota = try await Rota(workloads, programs: programs, site: site, effort: effort) { peer in
            peer.program == .driver || peers.isEmpty || peers.contains { peer.name.contains($0) }
        }
        for round in 1...rounds { await rota.run(round: round, of: rounds, progress: Self.say) }
        return BenchmarkReport(
            circumstances: Circumstances.all(
                site, loadBefore: loadBefore, rounds: rounds, effort: effort, results: rota.results),
            workloads: rota.results, goals: workloads.flatMap(\.goals))
    }

    private func write(_ report: BenchmarkReport) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(report)
        let directory = "\(package)/results"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try json.write(to: URL(filePath: "\(directory)/latest.json"))
        switch format {
        case .text: print(report.text)
        case .json: print(String(decoding: json, as: UTF8.self))
        }
    }

    private static func say(_ text: String) {
        StandardError.write("==> \(text)")
    }
}
