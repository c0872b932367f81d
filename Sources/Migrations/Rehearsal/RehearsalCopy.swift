import PostgresCatalog
import PostgresDriver

/// A copy of a database that migrations can be tried on.
struct RehearsalCopy: Sendable {
    /// How the migrations connect.
    let administrator: ConnectionConfiguration
    /// How to read everything, and to make another database beside it.
    let superuser: ConnectionConfiguration

    /// The catalogue and the rows, without those of the runner's own history.
    func state() async throws(MigrationError) -> RehearsalState {
        try await withConnection(to: superuser, while: "reading the copy") { connection throws(DatabaseError) in
            RehearsalState(
                catalogue: try await Fingerprint.readCatalogue(from: connection),
                rows: try await Fingerprint.readRows(from: connection) { $0.hasPrefix("dal.migration_") })
        }
    }

    /// Lays the history down, so that what comes with the runner is not taken for a migration's doing.
    func createHistory() async throws(MigrationError) {
        try await PostgresConnection.withConnection(
            to: administrator, connectFailure: { MigrationError.database($0, while: "connecting to the copy") }
        ) { connection throws(MigrationError) in
            try await HistoryTable(connection: connection).bringUpToDate()
        }
    }

    /// Runs `body` with a second database like this one in the same cluster, which is removed afterwards.
    func withAnotherDatabase(
        _ body: (ConnectionConfiguration) async throws(MigrationError) -> Void
    ) async throws(MigrationError) {
        var other = administrator
        other.database = "\(administrator.database.prefix(48))_beside"
        try await dropDatabase(other.database)
        try await createDatabase(other.database)
        do throws(MigrationError) {
            try await body(other)
        } catch {
            try? await dropDatabase(other.database)
            throw error
        }
        try await dropDatabase(other.database)
    }

    private func createDatabase(_ name: String) async throws(MigrationError) {
        let (source, owner) = (administrator.database, administrator.user)
        try await withConnection(to: inTemplate, while: "making a second copy") { connection throws(DatabaseError) in
            let sql: SQL =
                "CREATE DATABASE \(try Identifier(name)) TEMPLATE \(try Identifier(source)) OWNER \(try Identifier(owner))"
            // A session that was just closed may still be ending in the server.
            for _ in 0..<50 {
                do throws(DatabaseError) {
                    _ = try await connection.query(sql)
                    return
                } catch  where error.sqlState == .objectInUse {
                    _ = try await connection.query("SELECT pg_sleep(0.05)")
                }
            }
            _ = try await connection.query(sql)
        }
    }

    private func dropDatabase(_ name: String) async throws(MigrationError) {
        let inTemplate = inTemplate
        try await shieldedFromCancellation { () async throws(MigrationError) in
            try await withConnection(to: inTemplate, while: "removing the second copy") {
                connection throws(DatabaseError) in
                _ = try await connection.query("DROP DATABASE IF EXISTS \(try Identifier(name)) WITH (FORCE)")
            }
        }
    }

    private var inTemplate: ConnectionConfiguration {
        var configuration = superuser
        configuration.database = "template1"
        return configuration
    }
}

/// Runs `body` with a connection; what it throws becomes an error of the work it was for.
func withConnection<Value>(
    to configuration: ConnectionConfiguration, while doing: String,
    _ body: (PostgresConnection) async throws(DatabaseError) -> Value
) async throws(MigrationError) -> Value {
    try await PostgresConnection.withConnection(
        to: configuration, connectFailure: { MigrationError.database($0, while: doing) }
    ) { connection throws(MigrationError) in
        do throws(DatabaseError) {
            return try await body(connection)
        } catch {
            throw .database(error, while: doing)
        }
    }
}
