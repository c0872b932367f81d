import DataAccessTesting
import Glibc
import LocalPostgres
import Migrations
import ProcessSupervision
import TestSupport

/// Migrations in a folder, and runners of them that are processes of their own.
final class ProbeFolder: Sendable {
    private let scratch: Scratch
    private let files: [String: String]

    init(_ files: [String: String]) throws {
        scratch = try Scratch()
        self.files = files
        try scratch.makeDirectory("migrations")
        for (name, text) in files { try scratch.write(text, to: "migrations/\(name)") }
    }

    /// A runner of the same migrations in this process.
    func runner(in scene: MigrationScene) throws -> MigrationRunner {
        try scene.runner(files) { $0.lockWait = .seconds(300) }
    }

    /// Starts a runner.
    /// - Parameter port: Where it connects, by default the server itself.
    func start(_ verb: String, on database: TestDatabase, port: Int? = nil) throws -> ProbeRun {
        let name = "output-\(UInt64.random(in: 0 ... .max))"
        var launch = SupervisedProcess.Launch(
            executable: try BuiltProgram.path(of: "migration-probe"),
            arguments: [scratch.path(of: "migrations"), verb],
            environment: [
                "MIGRATION_PROBE_CONNECTION": """
                host=127.0.0.1 port=\(port ?? database.server.server.port) dbname=\(database.name) \
                user=\(PrivateServer.superuser) password=\(database.server.superuserPassword) \
                sslmode=\(port == nil ? "require" : "disable") application_name=migration-probe
                """
            ])
        launch.standardOutput = .file(scratch.path(of: name), append: false)
        let process = try SupervisedProcess.start(launch)
        return ProbeRun(process: process) { [scratch] in scratch.text(of: name) }
    }
}

/// A runner under way.
struct ProbeRun: Sendable {
    let process: SupervisedProcess
    let output: @Sendable () -> String

    /// Waits for its end; what it says is `done` and the versions.
    func result() async -> (isSuccess: Bool, output: String) {
        let status = await process.waitForExit()
        return (status.isSuccess, output())
    }

    /// Ends it as a machine does that loses its power: it can do nothing about it.
    func killAtOnce() async {
        kill(process.pid, SIGKILL)
        _ = await process.waitForExit()
    }
}
