import PostgresDriver

/// The statement that removes rows for good, also those that are marked as deleted.
struct Delete<Row: Table>: Sendable {
    let condition: Condition<Row>

    /// `DELETE FROM "public"."tools" WHERE "id" = $1`
    var sql: SQL { "DELETE FROM \(verbatim: Row.definition.quotedName) WHERE \(condition.sql)" }
}
