import PostgresCatalog
import PostgresDriver

/// What a dump of a database leaves out and its copy needs: the cluster's roles and the database's own properties.
struct OriginalDatabase: Sendable {
    /// The server's major version.
    let majorVersion: Int
    /// Makes the roles, with their settings and memberships; without passwords.
    let roles: [SQL]
    /// Makes the database.
    let creation: SQL
    /// Gives the database its owner, grants and settings.
    let properties: [SQL]
    /// Whether the runner's history is there.
    let hasHistory: Bool
    /// The catalogue as it is.
    let catalogue: Fingerprint

    static func read(from source: ConnectionConfiguration) async throws(MigrationError) -> OriginalDatabase {
        try await withConnection(to: source, while: "reading the original") { connection throws(DatabaseError) in
            let catalogue = try await Fingerprint.readCatalogue(from: connection)
            let version = try await connection.query("SELECT current_setting('server_version_num')::int4 / 10000")
                .first?.decode(Int.self, at: 0)
            func statements(_ query: SQL) async throws(DatabaseError) -> [SQL] {
                var statements: [SQL] = []
                for row in try await connection.query(query) {
                    statements.append(SQL(verbatim: try row.decode(String.self, at: 0)))
                }
                return statements
            }
            guard let version, let creation = try await statements(OriginalQuery.creation).first else {
                throw DatabaseError(.protocolViolation, detail: "the server did not answer what database this is")
            }
            return OriginalDatabase(
                majorVersion: version,
                roles: try await statements(OriginalQuery.roles) + statements(OriginalQuery.memberships)
                    + statements(OriginalQuery.roleSettings),
                creation: creation, properties: try await statements(OriginalQuery.properties),
                hasHistory: catalogue["table dal.migration_history"] != nil, catalogue: catalogue)
        }
    }
}
