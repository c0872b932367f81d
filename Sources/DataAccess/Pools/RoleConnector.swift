import PostgresDriver

/// Opens connections of one role and makes sure that the server knows them under the login configured.
struct RoleConnector: Sendable {
    let pool: PoolName
    let configuration: ConnectionConfiguration
    let executor: PostgresExecutor

    /// - Parameter purpose: What follows the pool's name in `pg_stat_activity`.
    init(
        pool: PoolName, login: PoolConfiguration, database: DatabaseConfiguration, executor: PostgresExecutor,
        purpose: String = ""
    ) {
        self.pool = pool
        var configuration = ConnectionConfiguration(
            endpoint: database.endpoint, database: database.database, user: login.user, password: login.password,
            tls: database.tls, applicationName: "\(database.applicationName) \(pool)\(purpose)")
        switch database.pooler {
        case .none:
            if !pool.writes { configuration.runtimeParameters["default_transaction_read_only"] = "on" }
        case .transaction:
            // Named statements and start-up options would be the session's, which is another one in a moment.
            configuration.statementCacheCapacity = 0
        }
        self.configuration = configuration
        self.executor = executor
    }

    /// Opens a connection and asks who it is.
    ///
    /// - Returns: The connection and who the server says it is, whoever that be.
    func open() async throws(DatabaseError) -> (connection: PostgresConnection, identity: ConnectionIdentity) {
        let connection = try await PostgresConnection.connect(to: configuration, on: executor)
        do throws(DatabaseError) {
            return (connection, try await connection.identity(within: configuration.connectTimeout))
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Opens a connection for the pool.
    ///
    /// - Throws: `.configuration` when it works under another name than it signed in with (`ALTER ROLE … SET role`).
    func openVerified() async throws(DatabaseError) -> PostgresConnection {
        let (connection, identity) = try await open()
        do throws(DatabaseError) {
            try check(identity)
        } catch {
            await connection.close()
            throw error
        }
        // Such a tenant is emptied before each read without one, as one that a statement left behind.
        if identity.hasTenant { connection.noteLastingSettings() }
        return connection
    }

    /// Connections that many requests share, opened and verified as the pool's are. The server ends what takes too long.
    func lane(_ lane: LaneConfiguration) -> Multiplexer {
        var configuration = configuration
        configuration.runtimeParameters["statement_timeout"] = "\(Int64(lane.timeout.milliseconds))"
        return Multiplexer(
            configuration: configuration, connections: lane.connections, inFlight: lane.inFlight, on: executor
        ) { connection throws(DatabaseError) in
            try check(try await connection.identity(within: self.configuration.connectTimeout))
        }
    }

    private func check(_ identity: ConnectionIdentity) throws(DatabaseError) {
        guard identity.user != configuration.user else { return }
        throw DatabaseError(.configuration, detail: wrongUser(identity.user))
    }

    /// What is wrong when the server says somebody else.
    func wrongUser(_ user: String) -> String {
        "the \(pool) login \(configuration.user) works as \(user): look at ALTER ROLE \(configuration.user) SET role"
    }
}
