import DataAccessTesting
import FoundationEssentials
import PostgresDriver

/// The PostgreSQL of one benchmark: made for it, alike for all contestants, and removed in the end.
struct BenchmarkServer {
    /// What differs from the server's defaults. All data fit into memory and nothing waits for the disk, so that what is
    /// compared is the clients' doing; nothing that comes and goes by itself (autovacuum, parallel workers, compiled
    /// plans) runs beside them.
    static let settings = [
        "autovacuum": "off", "checkpoint_timeout": "1h", "fsync": "off", "full_page_writes": "off", "jit": "off",
        "max_parallel_workers_per_gather": "0", "max_wal_size": "8GB", "shared_buffers": "512MB",
        "synchronous_commit": "off",
    ]

    private let server: TestServer
    private let progress: (String) -> Void

    static func start(progress: @escaping (String) -> Void) async throws -> BenchmarkServer {
        progress("starting a PostgreSQL of its own")
        return BenchmarkServer(server: try await TestServer.start(settings: settings), progress: progress)
    }

    func stop() async throws {
        try await server.stop()
    }

    /// Runs `body` with a database that holds what the workloads read.
    ///
    /// - Parameter directory: Where the file for COPY lies meanwhile.
    func withData<Value>(in directory: String, _ body: (BenchmarkSite) async throws -> Value) async throws -> Value {
        try await server.withDatabase { database in
            let site = try await database.withConnection { try await prepare(database, $0, directory: directory) }
            defer { try? FileManager.default.removeItem(atPath: site.copyFile) }
            try await writeCopyFile(at: site)
            return try await body(site)
        }
    }

    private func prepare(
        _ database: TestDatabase, _ connection: PostgresConnection, directory: String
    ) async throws -> BenchmarkSite {
        try await admitUnencrypted(connection)
        progress("filling it: \(BenchmarkData.summary)")
        for statement in BenchmarkData.statements { _ = try await connection.query(statement) }
        for login in [BenchmarkData.login, BenchmarkData.webappLogin] {
            let verifier = try await connection.scramVerifier(password: server.superuserPassword, user: login)
            _ = try await connection.query(SQL(verbatim: "ALTER ROLE \(login) PASSWORD '\(verifier)'"))
        }
        guard case .tcp(let host, let port) = database.configuration.endpoint else {
            throw UnexpectedAnswer(expected: "a server that listens on TCP")
        }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let copyFile = "\(directory)/readings.copy"
        return BenchmarkSite(
            environment: [
                "PGHOST": host, "PGPORT": "\(port)", "PGDATABASE": database.name, "PGUSER": BenchmarkData.login,
                "PGPASSWORD": server.superuserPassword, "PGSSLMODE": "disable", "PGGSSENCMODE": "disable",
            ],
            serverVersion: try await text("SELECT version()", connection),
            postgresPrograms: try await text("SELECT setting FROM pg_config WHERE name = 'BINDIR'", connection),
            copyFile: copyFile)
    }

    /// The test server admits nobody over TCP without encryption; here all contestants come so.
    private func admitUnencrypted(_ connection: PostgresConnection) async throws {
        let path = try await text("SELECT setting FROM pg_settings WHERE name = 'hba_file'", connection)
        let file = URL(filePath: path)
        var rules = try Data(contentsOf: file)
        rules.append(contentsOf: "hostnossl all all 127.0.0.1/32 scram-sha-256\n".utf8)
        try rules.write(to: file)
        _ = try await connection.query("SELECT pg_reload_conf()")
    }

    private func writeCopyFile(at site: BenchmarkSite) async throws {
        let path = site.copyFile.replacing("'", with: "''")
        let process = ChildProcess(
            command: [
                "\(site.postgresPrograms)/psql", "--no-psqlrc",
                "--command=\\copy readings TO '\(path)' WITH (FORMAT binary)",
            ],
            environment: site.environment)
        let result = try await process.run()
        guard result.succeeded else { throw PeerFailure(errors: result.errors) }
    }

    private func text(_ sql: SQL, _ connection: PostgresConnection) async throws -> String {
        guard let row = try await connection.query(sql).first else {
            throw UnexpectedAnswer(expected: "one row")
        }
        return try row.decode(String.self, at: 0)
    }
}
