import ArgumentParser
import FoundationEssentials

/// Keeps the filled server up, for a profiler or a closer look at one workload.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start and fill the server, write the variables that name it to a file, and wait.",
        discussion: "The server ends with this process. Source the file, then call `run`, or a peer.")

    @Option(help: ArgumentHelp("Where the files are put.", valueName: "directory"))
    var data = ".local/benchmarks/data"

    func run() async throws {
        let server = try await BenchmarkServer.start(progress: { StandardError.write("==> \($0)") })
        try await server.withData(in: data) { site in
            let file = "\(data)/environment"
            try write(site, to: file)
            defer { try? FileManager.default.removeItem(atPath: file) }
            StandardError.write("==> serving until Ctrl-C; the variables are in \(file)")
            await TerminationSignal.wait()
        }
        try await server.stop()
    }

    /// For the owner's eyes alone: the password is in it.
    private func write(_ site: BenchmarkSite, to path: String) throws {
        let lines = site.environment.sorted { $0.key < $1.key }.map { "export \($0.key)='\($0.value)'\n" }.joined()
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
