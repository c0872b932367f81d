import DataAccess
import FoundationEssentials
import Glibc
import LocalPostgres
import PostgresDriver
import TestSupport

/// A server that is killed and started again with its data on its port, a table to write to, and the two logins.
struct CrashableServer {
    private static let password = "a password of tests"

    private let settings: PrivateServer.Configuration
    private let scratch: Scratch
    private(set) var server: PrivateServer

    static func start() async throws -> CrashableServer {
        let scratch = try Scratch()
        // A killed process loses nothing that the system has taken, so nothing has to wait for the disk.
        let settings = PrivateServer.Configuration(
            home: scratch.path(of: "home"), superuserPassword: password,
            settings: ["fsync": "off", "shared_buffers": "16MB"])
        let server = try await PrivateServer.start(settings)
        let made = CrashableServer(settings: settings, scratch: scratch, server: server)
        for role in ["webapp", "readonly"] {
            try await made.asSuperuser(SQL(verbatim: "CREATE ROLE \(role) LOGIN PASSWORD '\(password)'"))
        }
        try await made.asSuperuser("CREATE TABLE ledger (marker int8 NOT NULL)")
        try await made.asSuperuser("GRANT SELECT, INSERT ON ledger TO webapp, readonly")
        return made
    }

    /// How the application connects.
    var configuration: DatabaseConfiguration {
        let connection = server.connection(password: { Self.password })
        func pool(_ user: String) -> PoolConfiguration {
            PoolConfiguration(user: user, password: { Self.password }, maximum: 6, minimumIdle: 1)
        }
        return DatabaseConfiguration(
            endpoint: connection.endpoint, database: "postgres", tls: connection.tls, admin: nil,
            webapp: pool("webapp"), readonly: pool("readonly"))
    }

    /// `kill -9`, of the server and of everything it started.
    func crash() async throws {
        let children = try String(contentsOfFile: "/proc/\(server.pid)/task/\(server.pid)/children", encoding: .utf8)
        kill(server.pid, SIGKILL)
        for child in children.split(separator: " ").compactMap({ Int32($0) }) { kill(child, SIGKILL) }
        _ = await server.waitForExit()
    }

    /// Returns when the server has recovered and accepts connections.
    mutating func restart() async throws {
        var settings = settings
        settings.port = server.port
        server = try await PrivateServer.start(settings)
    }

    /// Ends it, and starts it again as a standby: it answers reads alone until it is promoted.
    mutating func demote() async throws {
        try await server.stop()
        let signal = server.directory + "/data/standby.signal"
        guard FileManager.default.createFile(atPath: signal, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        try await restart()
    }

    /// Has a standby take writes again, without a restart.
    func promote() async throws {
        try await asSuperuser("SELECT pg_promote()")
    }

    /// How often each marker is in the table.
    func table() async throws -> [Int: Int] {
        try await withConnection { connection in
            let rows = try await connection.query("SELECT marker, count(*) FROM ledger GROUP BY marker")
            return try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (try row.decode(Int.self, at: 0), try row.decode(Int.self, at: 1))
                })
        }
    }

    private func asSuperuser(_ statement: SQL) async throws {
        try await withConnection { _ = try await $0.query(statement) }
    }

    private func withConnection<R>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let connection = try await PostgresConnection.connect(to: server.connection(password: { Self.password }))
        let result: R
        do {
            result = try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return result
    }
}
