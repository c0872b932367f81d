import PostgresDriver

/// The statement that changes rows.
struct Update<Row: Table>: Sendable {
    private var assignments = Assignments()
    private let condition: Condition<Row>

    /// Sets columns, and counts the change where the library does that.
    init(_ changes: Row.Changes, where condition: Condition<Row>) {
        self.condition = condition.butDeleted
        changes.encode(into: &assignments)
        if !assignments.isEmpty { raiseVersion() }
    }

    /// Marks rows as deleted that are not, or takes the mark away from those that are.
    ///
    /// - Throws: `.invalidStatement` when no column is declared for it.
    init(deleted: Bool, where condition: Condition<Row>) throws(DatabaseError) {
        let column = try Row.definition.requiredSoftDelete.name
        self.condition = .joined(
            condition, Condition("\(verbatim: column.quotedIdentifier) IS \(verbatim: deleted ? "" : "NOT ")NULL"),
            by: .and)
        assignments.append(column, expression: deleted ? "now()" : "NULL")
        raiseVersion()
    }

    /// Whether there is nothing to be set.
    var isEmpty: Bool { assignments.isEmpty }

    /// `UPDATE "public"."tools" SET "name" = $1, "version" = "version" + 1 WHERE "id" = $2 AND "deleted_at" IS NULL`
    var sql: SQL {
        "UPDATE \(verbatim: Row.definition.quotedName) SET \(assignments.sql) WHERE \(condition.sql)"
    }

    /// The same, giving back the rows as they are then.
    var returningSQL: SQL { "\(sql) RETURNING \(verbatim: Row.definition.quotedColumns)" }

    private mutating func raiseVersion() {
        guard let column = Row.definition.version, column.traits.contains(.version) else { return }
        assignments.append(column.name, expression: SQL(verbatim: "\(column.name.quotedIdentifier) + 1"))
    }
}
