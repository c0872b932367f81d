import DataAccessTesting
import FleetTesting
import TestSupport
import PostgresDriver

extension FleetTestServer {
    /// How many rows every table has, where every sequence stands, and what roles there are.
    func footprint() async throws -> [String] {
        try await texts(
            """
            SELECT format('%s %s', relid::regclass, (xpath('/row/n/text()', query_to_xml(
                       format('SELECT count(*) AS n FROM %s', relid::regclass), false, true, '')))[1])
            FROM pg_stat_user_tables
            UNION ALL
            SELECT format('%s.%s at %s', schemaname, sequencename, last_value) FROM pg_sequences
            UNION ALL
            SELECT rolname FROM pg_roles
            ORDER BY 1
            """)
    }

    /// How many rows were ever written to every table, those of rolled-back transactions included.
    ///
    /// A session reports its writes at the latest when it ends, so this waits until all others have.
    func writes() async throws -> [String] {
        try await until {
            try await texts("SELECT usename FROM pg_stat_activity WHERE backend_type = 'client backend'").count == 1
        }
        return try await texts(
            """
            SELECT format('%s %s %s %s', relid::regclass, n_tup_ins, n_tup_upd, n_tup_del) FROM pg_stat_user_tables
            ORDER BY 1
            """)
    }

    private func texts(_ sql: SQL) async throws -> [String] {
        try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query(sql).map { row in try row.decode(String.self, at: 0) }
        }
    }
}
