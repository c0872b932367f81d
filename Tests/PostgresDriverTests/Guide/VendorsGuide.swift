import DataAccessTesting
import PostgresDriver

/// Runs a part of the guide with the table that all of it works on.
func withVendors(_ body: (PostgresConnection, TestDatabase) async throws -> Void) async throws {
    try await withTestDatabase { database in
        try await database.withConnection { connection in
            try await makeVendors(on: connection)
            try await body(connection, database)
        }
    }
}

/// Makes the table of the guide's examples.
private func makeVendors(on connection: PostgresConnection) async throws {
    _ = try await connection.query(
        """
        CREATE TABLE vendors (
          id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL UNIQUE,
          city text, credit numeric NOT NULL DEFAULT 0)
        """)
    _ = try await connection.query("INSERT INTO vendors (name, city) VALUES ('Ada', 'Hamburg'), ('Ben', NULL)")
}
