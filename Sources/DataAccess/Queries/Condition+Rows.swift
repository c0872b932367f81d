import PostgresDriver

extension Condition {
    /// Rows that are not marked as deleted; nil where none ever is.
    static var isKept: Condition? {
        Row.definition.softDelete.map { Condition("\(verbatim: $0.name.quotedIdentifier) IS NULL") }
    }

    /// Leaves out rows that are marked as deleted.
    var butDeleted: Condition {
        Condition.isKept.map { .joined(self, $0, by: .and) } ?? self
    }
}

extension Condition where Row: Table {
    /// The row of a key.
    static func key(_ id: Row.ID) throws(DatabaseError) -> Condition {
        let column = try Row.definition.requiredPrimaryKey
        return Condition("\(verbatim: column.name.quotedIdentifier) = \(id)")
    }

    /// The row of a key, and the version that it was read with.
    static func key(_ id: Row.ID, version: Int?) throws(DatabaseError) -> Condition {
        guard let version else { return try .key(id) }
        let column = try Row.definition.requiredVersion.name.quotedIdentifier
        return .joined(try .key(id), Condition("\(verbatim: column) = \(version)"), by: .and)
    }

    /// The row of a key, if it has another version than the one that it was read with.
    static func key(_ id: Row.ID, versionOtherThan version: Int) throws(DatabaseError) -> Condition {
        let column = try Row.definition.requiredVersion.name.quotedIdentifier
        return .joined(try .key(id), Condition("\(verbatim: column) <> \(version)"), by: .and)
    }
}

extension RelationDefinition {
    var requiredPrimaryKey: ColumnDefinition {
        get throws(DatabaseError) { try required(primaryKey, "a primary key") }
    }

    var requiredVersion: ColumnDefinition {
        get throws(DatabaseError) { try required(version, "a version") }
    }

    var requiredSoftDelete: ColumnDefinition {
        get throws(DatabaseError) { try required(softDelete, "the moment of deletion") }
    }

    private func required(_ column: ColumnDefinition?, _ purpose: String) throws(DatabaseError) -> ColumnDefinition {
        guard let column else {
            throw DatabaseError(.invalidStatement, detail: "no column of \(name) is declared as \(purpose)")
        }
        return column
    }
}
