extension PostgresConnection {
    /// Opens a connection and signs in.
    ///
    /// The places are tried one after the other, each within its share of the time; a refused login ends the attempt,
    /// since another place would say the same. Names are looked up, files read and cryptography done on helper threads,
    /// never on a loop.
    ///
    /// - Parameters:
    ///   - configuration: Where, as whom, how secured.
    ///   - executor: Whose loops serve the socket.
    /// - Throws: `.connectionFailed`, `.authenticationFailed`, `.timedOut` after ``ConnectionConfiguration/connectTimeout``,
    ///   `.cancelled`, `.configuration`. Its detail lists each place with its reason. It is safe to try again.
    public static func connect(
        to configuration: ConnectionConfiguration, on executor: PostgresExecutor = .shared
    ) async throws(DatabaseError) -> PostgresConnection {
        try await connect(to: configuration, on: executor.loopForConnection())
    }

    static func connect(
        to configuration: ConnectionConfiguration, on loop: EventLoop
    ) async throws(DatabaseError) -> PostgresConnection {
        do {
            return try await Connector(configuration, on: loop).connect()
        } catch var error as DatabaseError {
            error.detail = error.detail ?? configuration.login
            throw error
        } catch {
            throw DatabaseError(.cancelled, detail: configuration.login)
        }
    }

    /// Opens a connection, runs `body` with it, and closes it whatever happens.
    ///
    /// - Parameters:
    ///   - configuration: Where, as whom, how secured.
    ///   - executor: Whose loops serve the socket.
    ///   - body: What to do with the connection, which it must not keep.
    /// - Returns: What `body` returns.
    /// - Throws: `DatabaseError` as ``connect(to:on:)`` does, else what `body` throws, unchanged.
    public static func withConnection<Value>(
        to configuration: ConnectionConfiguration, on executor: PostgresExecutor = .shared,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await withConnection(to: configuration, on: executor, connectFailure: { $0 as any Error }, body)
    }

    /// Opens a connection, runs `body` with it, and closes it whatever happens, with errors of the caller's type.
    ///
    /// - Parameters:
    ///   - configuration: Where, as whom, how secured.
    ///   - executor: Whose loops serve the socket.
    ///   - connectFailure: What the error of ``connect(to:on:)`` is to the caller.
    ///   - body: What to do with the connection, which it must not keep.
    /// - Returns: What `body` returns.
    /// - Throws: What `connectFailure` makes of a failed connect, else what `body` throws, unchanged.
    public static func withConnection<Value, Failure: Error>(
        to configuration: ConnectionConfiguration, on executor: PostgresExecutor = .shared,
        connectFailure: (DatabaseError) -> Failure,
        _ body: (PostgresConnection) async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let connection: PostgresConnection
        do throws(DatabaseError) {
            connection = try await connect(to: configuration, on: executor)
        } catch {
            throw connectFailure(error)
        }
        do throws(Failure) {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
