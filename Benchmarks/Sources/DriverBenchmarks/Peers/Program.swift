/// A program that contestants run in.
enum Program: Sendable {
    case driver
    case pgbench
    case psql
    case asyncpg
    case psycopg
    case nodePostgres

    /// As the tables show it.
    var name: String {
        switch self {
        case .driver: Peer.ours
        case .pgbench: "pgbench"
        case .psql: "psql"
        case .asyncpg: "asyncpg + uvloop"
        case .psycopg: "psycopg 3 + uvloop"
        case .nodePostgres: "node-postgres"
        }
    }
}

/// Where the programs are on this machine, and which versions of them.
struct Programs: Sendable {
    /// The folder of the package of the benchmarks.
    let package: String
    /// The folder that the peers were installed into.
    let installed: String
    /// The folder of PostgreSQL's own programs.
    let postgres: String

    /// The program's file and what comes before a contestant's own arguments.
    func command(for program: Program) -> [String] {
        let python = "\(installed)/venv/bin/python"
        return switch program {
        case .driver: ["/proc/self/exe", "run"]
        case .pgbench: ["\(postgres)/pgbench"]
        case .psql: ["\(postgres)/psql"]
        case .asyncpg: [python, "\(package)/peers/asyncpg_peer.py"]
        case .psycopg: [python, "\(package)/peers/psycopg_peer.py"]
        case .nodePostgres: ["/usr/bin/env", "node", "\(package)/peers/node_peer.js"]
        }
    }

    /// Variables that the program needs beside those that name the server.
    func environment(for program: Program) -> [String: String] {
        switch program {
        case .nodePostgres: ["NODE_PATH": "\(installed)/node/usr/share/nodejs"]
        case .psql: ["PSQLRC": "/dev/null"]
        default: [:]
        }
    }

    /// The version, if the program is there and works. Ours is there in any case.
    func version(of program: Program) async -> String? {
        let (prefix, question): ([String], String) =
            switch program {
            case .driver: (["/usr/bin/env", "git", "-C", package, "describe", "--always"], "--dirty")
            case .pgbench, .psql: (command(for: program), "--version")
            case .asyncpg: (["\(installed)/venv/bin/python", "-c"], Self.asyncpgVersion)
            case .psycopg: (["\(installed)/venv/bin/python", "-c"], Self.psycopgVersion)
            case .nodePostgres: (["/usr/bin/env", "node", "-p"], Self.nodeVersion)
            }
        let asked = ChildProcess(command: prefix + [question], environment: environment(for: program))
        let answer = try? await asked.run()
        let line = answer.flatMap { $0.succeeded ? $0.output.split(separator: "\n").first : nil }
        return line.map(String.init) ?? (program == .driver ? "unknown revision" : nil)
    }

    private static let asyncpgVersion =
        "import asyncpg, uvloop; print('asyncpg', asyncpg.__version__, 'uvloop', uvloop.__version__)"
    private static let psycopgVersion =
        "import psycopg, uvloop; print('psycopg', psycopg.__version__, psycopg.pq.__impl__, 'uvloop', uvloop.__version__)"
    private static let nodeVersion =
        "'node-postgres ' + require('pg/package.json').version + ' node ' + process.version"
}
