import PostgresDriver

/// What concurrent work on indexes leaves behind where it stops half-way: indexes that are not valid, take room, and
/// slow every write.
struct IndexLeftovers {
    let session: PinnedSession
    let work: StatementTraits.ConcurrentWork

    /// The indexes that the work would leave behind, if it stopped now: those that nobody is building.
    func find() async throws(MigrationError) -> [InvalidIndex] {
        switch work {
        case .create(let index, let table):
            try await find(
                """
                x.indrelid = \(table.relation) AND (\(index)::text IS NULL OR i.relname = \(index))
                """)
        // What a drop left is what it drops the next time.
        case .drop: []
        // The server's own names for what it builds anew, and for what that replaces.
        case .reindex: try await find("i.relname ~ '_cc(new|old)[0-9]*$'")
        }
    }

    /// Drops what is there now and was not before.
    /// - Returns: The names of the indexes dropped.
    func drop(except before: [InvalidIndex]) async throws(MigrationError) -> [String] {
        var dropped: [String] = []
        for index in try await find() where !before.contains(index) {
            let name = try index.identifier()
            _ = try await session.run("DROP INDEX CONCURRENTLY IF EXISTS \(name)", while: "dropping \(name.quoted)")
            session.progress(.dropped(index: name.quoted))
            dropped.append(name.quoted)
        }
        return dropped
    }

    /// What the catalogue says of the index that the work makes or drops.
    func state() async throws(MigrationError) -> InterruptedStatement.IndexState {
        let condition: SQL
        switch work {
        case .create(let index, let table):
            condition = "x.indrelid = \(table.relation) AND i.relname = \(index)"
        case .drop(let index): condition = "x.indexrelid = \(index.relation)"
        case .reindex: return .absent
        }
        let valid = try await session.decode(
            """
            SELECT x.indisvalid FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            WHERE \(condition)
            """, while: "looking for the index"
        ) { row throws(DatabaseError) in try row.decode(Bool.self, at: 0) }
        return valid.first.map { $0 ? .valid : .invalid } ?? .absent
    }

    private func find(_ condition: SQL) async throws(MigrationError) -> [InvalidIndex] {
        try await session.decode(
            """
            SELECT i.oid::int8, n.nspname::text, i.relname::text
            FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
            WHERE NOT x.indisvalid AND i.relkind = 'i' AND \(condition)
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
                    WHERE p.datname = current_database() AND p.index_relid = i.oid)
            ORDER BY 1
            """, while: "looking for invalid indexes"
        ) { row throws(DatabaseError) in
            let (oid, schema, name) = try row.decode(Int.self, String.self, String.self)
            return InvalidIndex(oid: oid, schema: schema, name: name)
        }
    }
}

/// An index that no query uses.
struct InvalidIndex: Sendable, Hashable {
    let oid: Int
    let schema: String
    let name: String

    func identifier() throws(MigrationError) -> Identifier {
        do {
            return try Identifier(schema, name)
        } catch {
            throw .database(error, while: "dropping an invalid index")
        }
    }
}

extension StatementTraits.ObjectName {
    /// What the server finds under this name, NULL when there is nothing.
    fileprivate var relation: SQL {
        "pg_catalog.to_regclass(concat_ws('.', quote_ident(\(schema)), quote_ident(\(name))))"
    }
}
