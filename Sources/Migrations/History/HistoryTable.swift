import PostgresDriver

/// The history in the target database, read and created through a connection.
struct HistoryTable {
    let connection: PostgresConnection

    /// The last run of every version; none in a database that has never seen a runner.
    func entries() async throws(MigrationError) -> [HistoryEntry] {
        guard try await exists() else { return [] }
        do {
            return try await connection.query(
                """
                SELECT version, name, sha256, direction, state, statements_total, statements_done, started_at,
                       (extract(epoch FROM finished_at - started_at) * 1000)::float8
                FROM dal.migration_history ORDER BY version
                """
            ).map { row throws(DatabaseError) in try HistoryEntry(row) }
        } catch {
            throw .database(error, while: "reading dal.migration_history")
        }
    }

    /// Lays the history down where it is missing, in a transaction. Only the holder of the lock may call it.
    func createIfMissing() async throws(MigrationError) {
        guard try await !exists() else { return }
        do throws(DatabaseError) {
            let statements: [SQL] = ["BEGIN"] + HistorySchema.creation
            for answer in try await connection.pipeline(statements) { _ = try answer.get() }
            let tag = try await connection.query("COMMIT").commandTag
            guard tag == "COMMIT" else { throw DatabaseError(.commitFailed, outcome: .rolledBack) }
        } catch {
            await connection.rollBackIfOpen()
            throw .database(error, while: "creating dal.migration_history")
        }
    }

    private func exists() async throws(MigrationError) -> Bool {
        do {
            return try await connection.query(
                """
                SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
                    WHERE nspname = 'dal' AND relname = 'migration_history')
                """
            ).first?.decode(Bool.self, at: 0) ?? false
        } catch {
            throw .database(error, while: "looking for dal.migration_history")
        }
    }
}

extension HistoryEntry {
    fileprivate init(_ row: Row) throws(DatabaseError) {
        let direction = try row.decode("direction", as: String.self)
        let state = try row.decode("state", as: String.self)
        guard let direction = MigrationDirection(rawValue: direction), let state = State(rawValue: state) else {
            throw DatabaseError(
                .decoding, detail: "dal.migration_history holds a direction or state of another version of this tool")
        }
        self.init(
            version: try row.decode("version"), name: try row.decode("name"), checksum: try row.decode("sha256"),
            direction: direction, state: state, statementsTotal: try row.decode("statements_total"),
            statementsDone: try row.decode("statements_done"), startedAt: try row.decode("started_at"),
            duration: try row.decode(Double?.self, at: 8).map { .milliseconds($0) })
    }
}
