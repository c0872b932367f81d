import PostgresDriver

/// The history in the target database, read and created through a connection.
struct HistoryTable {
    let connection: PostgresConnection

    /// The last run of every version; none in a database that has never seen a runner.
    func entries() async throws(MigrationError) -> [HistoryEntry] {
        guard try await layout() != .missing else { return [] }
        do {
            return try await connection.query(
                """
                SELECT version, name, sha256, direction, state, statements_total, statements_done, started_at,
                       (extract(epoch FROM finished_at - started_at) * 1000)::float8,
                       statement_hashes, (to_jsonb(h) ->> 'statement_begun')::int8
                FROM dal.migration_history h ORDER BY version
                """
            ).map { row throws(DatabaseError) in try HistoryEntry(row) }
        } catch {
            throw .database(error, while: "reading dal.migration_history")
        }
    }

    /// Lays the history down where it is missing, and brings one of an older version up to date, in a transaction.
    /// Only the holder of the lock may call it.
    func bringUpToDate() async throws(MigrationError) {
        let changes: [SQL]
        switch try await layout() {
        case .missing: changes = HistorySchema.creation
        case .withoutJournal: changes = HistorySchema.upgrade
        case .current: return
        }
        do throws(DatabaseError) {
            for answer in try await connection.pipeline(["BEGIN"] + changes) { _ = try answer.get() }
            let tag = try await connection.query("COMMIT").commandTag
            guard tag == "COMMIT" else { throw DatabaseError(.commitFailed, outcome: .rolledBack) }
        } catch {
            await connection.rollBackIfOpen()
            throw .database(error, while: "laying down dal.migration_history")
        }
    }

    private enum Layout {
        case missing
        /// As it was before runs outside a transaction kept a journal.
        case withoutJournal
        case current
    }

    private func layout() async throws(MigrationError) -> Layout {
        do throws(DatabaseError) {
            let columns = try await connection.query(
                """
                SELECT attname::text FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = attrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
                WHERE nspname = 'dal' AND relname = 'migration_history' AND attnum > 0 AND NOT attisdropped
                """
            ).map { row throws(DatabaseError) in try row.decode(String.self, at: 0) }
            if columns.isEmpty { return .missing }
            return columns.contains("statement_begun") ? .current : .withoutJournal
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
            duration: try row.decode(Double?.self, at: 8).map { .milliseconds($0) },
            statementHashes: try row.decode("statement_hashes"), statementBegun: try row.decode(Int?.self, at: 10))
    }
}
