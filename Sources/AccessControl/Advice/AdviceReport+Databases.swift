import PostgresCatalog
public import PostgresDriver

extension AdviceReport {
    /// Reads every database of a server. Changes nothing; safe to repeat. One that cannot be read is a finding itself.
    /// - Parameters:
    ///   - configuration: how to connect, to a database that must be readable; to the others in the same way.
    ///   - policy: what is declared for the first database and for the server; nil compares with nothing.
    ///   - watch: is told each database before it is read.
    /// - Throws: what connecting to the first database throws; cancellation; `.invalidStatement` when a declared name
    ///   cannot be a name.
    public static func read(
        everyDatabaseOf configuration: ConnectionConfiguration, comparedWith policy: AccessPolicy? = nil,
        watch: (String) -> Void = { _ in }
    ) async throws(DatabaseError) -> AdviceReport {
        watch(configuration.database)
        var first = try await AdvisedServer.read(in: configuration.database, of: configuration)
        if let policy { try first.compare(with: policy) }
        var others: [AdvisedServer] = []
        // Nobody can have changed a template that accepts no connections.
        let databases = first.catalog.databases.filter { !$0.isCurrent && ($0.acceptsConnections || !$0.isTemplate) }
        for database in databases {
            guard database.acceptsConnections else {
                first.notJudged[database.name] = "accepts no connections"
                continue
            }
            watch(database.name)
            do {
                others.append(try await AdvisedServer.read(in: database.name, of: configuration))
            } catch {
                if error.code == .cancelled { throw error }
                first.notJudged[database.name] =
                    "cannot be read as \(configuration.user) (\(error.sqlState?.rawValue ?? error.code.rawValue))"
            }
        }
        return AdviceReport(databases: ([first] + others).sorted { $0.database < $1.database })
    }
}

extension AdvisedServer {
    /// The database that the catalogue was read in.
    var database: String { catalog.currentDatabase?.name ?? "" }

    fileprivate static func read(
        in database: String, of configuration: ConnectionConfiguration
    ) async throws(DatabaseError) -> AdvisedServer {
        var configuration = configuration
        configuration.database = database
        return try await PostgresConnection.withConnection(to: configuration, connectFailure: { $0 }) {
            connection throws(DatabaseError) in try await AdvisedServer.read(from: connection)
        }
    }
}
