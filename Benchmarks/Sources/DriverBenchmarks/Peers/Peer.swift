import Measurement

/// A contestant in a workload: what is run, and how its output is read.
struct Peer: Sendable {
    static let ours = "PostgresDriver"

    /// As the tables show it.
    let name: String
    let program: Program
    /// The program's arguments.
    let arguments: @Sendable (Programs, BenchmarkSite, Effort) -> [String]
    let read: @Sendable (ChildProcess.Output) throws -> Sample
}

extension Peer {
    /// Our own driver in a workload.
    static func driver(in workload: Workload.Name) -> Peer {
        Peer(name: ours, program: .driver) { _, _, effort in
            [workload.rawValue] + effort.arguments
        } read: {
            try SampleLine.read($0.output)
        }
    }

    /// pgbench with prepared statements, repeating a script.
    static func pgbench(script: String, clients: Int, threads: Int) -> Peer {
        Peer(name: "pgbench -j \(threads)", program: .pgbench) { programs, _, effort in
            [
                "--no-vacuum", "--protocol=prepared", "--client=\(clients)", "--jobs=\(threads)",
                "--time=\(Int(effort.seconds.rounded(.up)))", "--file=\(programs.package)/peers/\(script)",
            ]
        } read: {
            try PeerOutput.pgbench($0.output, cpuSeconds: $0.cpuSeconds)
        }
    }

    /// A driver of another language selecting single rows.
    static func pointSelect(_ program: Program, tasks: Int) -> Peer {
        script(program) { ["point-select", "--tasks=\(tasks)"] + $0.arguments }
    }

    /// A driver of another language reading a whole table.
    static func bulkRead(_ program: Program) -> Peer {
        script(program) { ["bulk-read"] + $0.arguments }
    }

    private static func script(_ program: Program, _ arguments: @escaping @Sendable (Effort) -> [String]) -> Peer {
        Peer(name: program.name, program: program) { _, _, effort in
            arguments(effort)
        } read: {
            try SampleLine.read($0.output)
        }
    }

    /// psql's `\copy` from a file; psql says itself how long each took.
    static let psqlCopyIn = Peer(name: Program.psql.name, program: .psql) { _, site, effort in
        let path = site.copyFile.replacing("'", with: "''")
        let once = [
            "--command=\\timing off", "--command=TRUNCATE copied", "--command=\\timing on",
            "--command=\\copy copied FROM '\(path)' WITH (FORMAT binary)",
        ]
        return ["--no-psqlrc", "--set=ON_ERROR_STOP=1"] + Array(repeating: once, count: effort.repeats).flatMap { $0 }
    } read: {
        try PeerOutput.psql($0.output)
    }
}

extension Effort {
    fileprivate var arguments: [String] { ["--seconds=\(seconds)", "--repeats=\(repeats)"] }
}
