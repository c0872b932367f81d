import PostgresDriver

/// Makes the application's database, owned by the administrator and made by it.
struct DatabaseCreation {
    let context: Context
    let server: DatabaseServer

    /// - Returns: What was done; `nil` when the database was there.
    func run() async throws -> String? {
        let administrator = context.login(of: .admin)
        let password = try context.password(of: .admin)
        let configuration = server.configuration(user: administrator, password: password, database: "postgres")
        return try await PostgresConnection.withConnection(to: configuration) { connection in
            try await create(as: administrator, on: connection)
        }
    }

    private func create(as administrator: String, on connection: PostgresConnection) async throws -> String? {
        let known = try await connection.query(
            """
            SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = \(server.database)
            """)
        if let owner = try known.first?.decode(String.self, at: 0) {
            guard owner == administrator else {
                throw Failure(
                    "database \(server.database) belongs to \(owner), not to \(administrator)",
                    advice: "Give it over (ALTER DATABASE … OWNER TO), or name another one with DB_NAME.")
            }
            return nil
        }
        let database = try Identifier(server.database)
        _ = try await connection.query("CREATE DATABASE \(database) TEMPLATE template0 ENCODING 'UTF8'")
        return "database \(server.database), owner \(administrator)"
    }
}
