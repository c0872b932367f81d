import ConnectionPooling
import PostgresDriver

/// The pool of one role.
struct RolePool: Sendable {
    let name: PoolName
    let user: String
    let connections: ConnectionPool<PostgresConnection>
    let watch: PoolWatch

    init(connector: RoleConnector, login: PoolConfiguration, watch: PoolWatch) {
        name = connector.pool
        user = login.user
        self.watch = watch
        connections = ConnectionPool(
            settings: PoolSettings(login, of: connector.pool), onEvent: { watch.observe($0) }
        ) {
            try await connector.openVerified()
        }
    }

    func lease(at site: CallSite) async throws(DatabaseError) -> ConnectionLease<PostgresConnection> {
        do throws(PoolRefusal) {
            return try await connections.acquire(at: site)
        } catch {
            throw describe(error)
        }
    }

    /// Gives a connection back after a session.
    func release(_ lease: ConnectionLease<PostgresConnection>, _ fate: ConnectionFate) {
        watch.released(after: connections.release(lease, reusable: fate == .reusable))
        if fate == .leadsToReadOnlyServer { connections.replaceAllConnections() }
    }

    private func describe(_ refusal: PoolRefusal) -> DatabaseError {
        switch refusal {
        case .cancelled: DatabaseError(.cancelled, detail: "while waiting for a connection of the \(name) pool")
        case .shed:
            DatabaseError(
                .overloaded,
                detail: "every caller of the \(name) pool has waited too long for too long; "
                    + "make transactions shorter, or the pool larger if the server has room")
        case .shutDown: DatabaseError(.poolUnavailable, detail: "the \(name) pool is shutting down")
        case .timedOut: timedOut(connections.statistics, connectError: connections.lastConnectError as? DatabaseError)
        }
    }

    private func timedOut(_ statistics: PoolStatistics, connectError: DatabaseError?) -> DatabaseError {
        guard let connectError else {
            return DatabaseError(
                .acquireTimeout,
                detail: "\(name) pool: of \(statistics.maximum) connections \(statistics.inUse) are in use and "
                    + "\(statistics.opening) being opened, \(statistics.waiting) callers wait; "
                    + "make transactions shorter or the pool larger")
        }
        let code: DatabaseError.Code =
            switch connectError.code {
            case .authenticationFailed: .authenticationFailed
            case .configuration: .poolUnavailable
            default: .connectionFailed
            }
        var error = DatabaseError(code, detail: "the \(name) pool cannot connect: \(connectError.words)")
        error.sqlState = connectError.sqlState
        return error
    }
}
