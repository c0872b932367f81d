import Foundation
import LocalPostgres
import ProcessSupervision
import Secrets

/// Everything that `dal up` starts, from the server to the application, and stops again.
struct LocalEnvironment: Sendable {
    let context: Context
    let port: Int
    let progress = Progress()

    /// Starts all, says "ready", and waits until the task is cancelled or something ends by itself.
    ///
    /// - Parameter untilReady: Stop as soon as all is ready.
    func run(untilReady: Bool) async throws {
        if let existing = context.existingServer {
            return try await serve(existing, private: nil, untilReady: untilReady)
        }
        let server = try await startServer()
        let result: Result<Void, any Error>
        do {
            let access = try context.access(to: server)
            result = .success(try await serve(access, private: server, untilReady: untilReady))
        } catch {
            result = .failure(error)
        }
        RunFile.remove(from: context.state)
        try await server.stop()
        try result.get()
    }

    private func startServer() async throws -> PrivateServer {
        try await progress.step(
            "starting PostgreSQL",
            saying: {
                "PostgreSQL \($0.installation.majorVersion) on 127.0.0.1:\($0.port), data in \($0.directory)"
            }
        ) {
            try await context.startPrivateServer(progress)
        }
    }

    private func serve(_ server: DatabaseServer, private own: PrivateServer?, untilReady: Bool) async throws {
        var run = RunFile(
            pid: getpid(), environment: context.environment, server: own.map { RunFile.Server($0, server.database) },
            startedAt: Date())
        try run.write(to: context.state)
        defer { RunFile.remove(from: context.state) }
        let token = try await Provisioning(context: context, server: server, progress: progress).run()
        let program = context.project.file.application.command[0]
        let application = try await progress.step("starting \(program)", saying: { "\(program) at \($0.url)" }) {
            try await ApplicationProcess.start(context, on: server, port: port)
        }
        run.urls = RunFile.URLs(api: application.url, health: application.url + context.project.file.application.health)
        run.tokenPath = token.map { _ in "\(context.secrets.path)/\(Context.developmentTokenName)" }
        try run.write(to: context.state)
        Announcement(run: run, token: token, context: context).print()
        let result: Result<Void, any Error>
        do {
            result = .success(untilReady ? () : try await waitForEnd(of: application, and: own))
        } catch {
            result = .failure(error)
        }
        await application.stop()
        try result.get()
    }

    /// Returns when the task is cancelled, which is how a signal ends everything in good order.
    private func waitForEnd(of application: ApplicationProcess, and server: PrivateServer?) async throws {
        let ended = AsyncStream<String>.makeStream()
        let name = context.project.file.application.command[0]
        // Unstructured: the waits go on until the processes end, which stopping them, after this, brings about.
        Task { ended.continuation.yield("\(name) ended, \(await application.process.waitForExit())") }
        if let server { Task { ended.continuation.yield("PostgreSQL ended, \(await server.waitForExit())") } }
        for await reason in ended.stream {
            throw Failure("\(reason); everything was stopped", advice: "The logs are in \(context.state.logs).")
        }
    }
}

extension RunFile.Server {
    fileprivate init(_ server: PrivateServer, _ database: String) {
        self.init(
            host: "127.0.0.1", port: server.port, database: database, socketDirectory: server.socketDirectory,
            rootCertificate: server.rootCertificate)
    }
}
