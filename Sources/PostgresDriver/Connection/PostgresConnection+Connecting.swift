import FoundationEssentials

extension PostgresConnection {
    /// Opens a connection and signs in.
    ///
    /// - Parameters:
    ///   - configuration: Where, as whom, how secured.
    ///   - executor: Whose loops serve the socket.
    /// - Throws: `.connectionFailed`, `.authenticationFailed`, `.timedOut` after ``ConnectionConfiguration/connectTimeout``,
    ///   `.cancelled`. It is safe to try again.
    public static func connect(
        to configuration: ConnectionConfiguration, on executor: PostgresExecutor = .shared
    ) async throws(DatabaseError) -> PostgresConnection {
        do {
            return try await withThrowingTaskGroup(of: PostgresConnection?.self) { group in
                group.addTask { try await open(configuration, on: executor) }
                group.addTask {
                    try await Task.sleep(for: configuration.connectTimeout)
                    return nil
                }
                defer { group.cancelAll() }
                guard let connection = try await group.next() ?? nil else { throw DatabaseError(.timedOut) }
                return connection
            }
        } catch var error as DatabaseError {
            error.detail = error.detail ?? configuration.place
            throw error
        } catch is CancellationError {
            throw DatabaseError(.cancelled, detail: configuration.place)
        } catch {
            // Of the closures in there only the password's throws what is not ours; its text could hold the secret.
            throw DatabaseError(
                .authenticationFailed,
                detail: "the password for \(configuration.user) could not be had: \(type(of: error))")
        }
    }

    static func connect(
        to configuration: ConnectionConfiguration, on executor: PostgresExecutor, loop: EventLoop
    ) async throws(DatabaseError) -> PostgresConnection {
        try await connect(to: configuration, on: executor)
    }

    private static func open(
        _ configuration: ConnectionConfiguration, on executor: PostgresExecutor
    ) async throws -> PostgresConnection {
        let password = try await configuration.password()
        try configuration.refuseEnvironment(ProcessInfo.processInfo.environment, hasPassword: password != nil)
        let addresses = try await addresses(of: configuration.endpoint)
        let connection = PostgresConnection(
            channel: ConnectionChannel(loop: executor.loopForConnection(), statementCacheCapacity: 256))
        try await connection.channel.connect(
            configuration.libpqParameters(password: password, addresses: addresses))
        return connection
    }

    private static func addresses(of endpoint: ConnectionConfiguration.Endpoint) async throws -> [String] {
        guard case .tcp(let host, _) = endpoint else { return [] }
        guard let addresses = await BlockingWork.runUnlessCancelled({ HostAddresses.lookUp(host) }) else {
            throw CancellationError()
        }
        guard !addresses.isEmpty else {
            throw DatabaseError(.connectionFailed, detail: "the host name \(host) is not known")
        }
        return addresses
    }
}

extension ConnectionConfiguration {
    /// Which login wanted to reach which database where.
    var place: String {
        switch endpoint {
        case .tcp(let host, let port): "\(user) to database \(database) at \(host) port \(port)"
        case .unixSocket(let directory, let port): "\(user) to database \(database) at \(directory) port \(port)"
        }
    }
}
