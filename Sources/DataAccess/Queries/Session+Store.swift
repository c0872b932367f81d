import PostgresDriver

extension Session where R: Writes {
    /// Stores many rows without giving them back: large numbers are copied where they may be, others inserted.
    ///
    /// PostgreSQL takes no COPY into a table with row-level security from a login that is subject to it, so that a
    /// tenant's rows are always inserted.
    ///
    /// - Returns: How many rows the server has stored: fewer than there were where a trigger leaves some out.
    /// - Throws: As ``insert(_:into:)-(Row.Draft,_)``.
    func store<Row: Table>(
        _ drafts: [Row.Draft], into type: Row.Type
    ) async throws(DatabaseError) -> Int where Row.Access == S {
        let copiesFrom = Row.definition.tenantColumn == nil ? BulkInsertPlan.rowsToCopy : nil
        return try await store(drafts, into: type, copiesFrom: copiesFrom)
    }

    private func store<Row: Table>(
        _ drafts: [Row.Draft], into type: Row.Type, copiesFrom: Int?
    ) async throws(DatabaseError) -> Int where Row.Access == S {
        var count = 0
        for part in BulkInsertPlan(drafts.map(\.givenDefaults), copiesFrom: copiesFrom).parts {
            let rows = part.positions.map { drafts[$0] }
            if part.isCopied {
                if let copied = try await copied(rows, into: type) {
                    count += copied
                } else {
                    count += try await store(rows, into: type, copiesFrom: nil)
                }
            } else {
                count += try await work.run(try BulkInsert<Row>(rows, tenant: tenant).sql).affectedRows
            }
        }
        return count
    }

    /// Copies rows.
    ///
    /// - Parameter drafts: At least one, all with the same `givenDefaults`.
    /// - Returns: How many rows the server has copied; nil when it takes these only from an INSERT: a value has another
    ///   type than its column, which INSERT converts and COPY does not, or the table has row-level security after all.
    private func copied<Row: Table>(
        _ drafts: [Row.Draft], into type: Row.Type
    ) async throws(DatabaseError) -> Int? where Row.Access == S {
        let columns = InsertValues(drafts[0]).columns
        guard !columns.isEmpty else { return nil }
        let table = try Identifier(Row.definition.schema, Row.definition.name)
        do {
            return try await savepoint { session in
                try await session.copy(drafts, into: table, columns: columns) { draft, row in
                    row.append(parametersOf: InsertValues(draft).values)
                }
            }
        } catch {
            // The drafts are at hand, so that nothing but the statement fails.
            guard let error = error as? DatabaseError else { throw DatabaseError(.cancelled) }
            guard error.code == .invalidStatement || error.sqlState == .featureNotSupported else { throw error }
            return nil
        }
    }
}

extension InsertValues {
    fileprivate init(_ draft: some TableDraft) {
        self.init()
        draft.encode(into: &self)
    }
}
