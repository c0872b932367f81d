import LocalPostgres
import PostgresDriver

extension Context {
    /// Hands the server to a command: the existing one that `DB_HOST` names, the private one that `dal up` runs, or the
    /// private one started for the command's own duration.
    ///
    /// - Parameter command: What the command is called, for whoever finds the state directory locked meanwhile.
    func withServer(for command: String, _ body: (DatabaseServer) async throws -> Void) async throws {
        if let existingServer { return try await body(existingServer) }
        guard state.exists else {
            throw Failure("there is no private server in \(state.path) yet", advice: "dal up makes it.")
        }
        switch try InstanceLock.take(state, for: command) {
        case .failure(let held):
            guard let run = RunFile.read(from: state), run.pid == held.holder?.pid, let server = run.server else {
                throw Failure(
                    "\(state.path) is in use by \(held.description)", advice: "Try again when it is done.",
                    kind: .lockBusy)
            }
            try await body(access(to: server))
        case .success(let lock):
            defer { withExtendedLifetime(lock) {} }
            try await ownServer(body)
        }
    }

    /// The same for work that Ctrl-C and SIGTERM cancel: the statement under way is cancelled at the server, too.
    func withInterruptibleServer(
        for command: String, _ body: @escaping @Sendable (DatabaseServer) async throws -> Void
    ) async throws {
        try await untilInterrupted { try await withServer(for: command, body) }
    }

    private func ownServer(_ body: (DatabaseServer) async throws -> Void) async throws {
        let server = try await startPrivateServer(Progress())
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(try access(to: server)))
        } catch {
            result = .failure(error)
        }
        try await server.stop()
        try result.get()
    }
}
