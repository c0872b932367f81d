import DataAccessTesting
import PostgresDriver
import Testing

/// A row of the table that the tests of COPY copy into.
struct CopiedReading: PostgresCopyRow, Sendable {
    var id: Int
    var name: String?

    static let copyColumns = ["id", "name"]

    func encode(into row: inout CopyRowEncoder) {
        row.append(id)
        row.append(name)
    }

    /// Some 30 bytes each, so that 100,000 of them are many pieces.
    static func numbers(_ range: Range<Int>) -> some Sequence<CopiedReading> & Sendable {
        range.lazy.map { CopiedReading(id: $0, name: $0.isMultiple(of: 3) ? nil : "name \($0)") }
    }

    /// Runs a test's body with an empty table for these rows, in a database of its own.
    static func withTable(
        _ body: (TestDatabase, PostgresConnection, Identifier) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query(
                    "CREATE TABLE readings (id int8 PRIMARY KEY, name text, note text DEFAULT 'x')")
                try await body(database, connection, try Identifier("public", "readings"))
            }
        }
    }
}

/// Records an issue when a table has rows, or the connection does not answer.
func expectNothing(
    in table: Identifier, _ connection: PostgresConnection, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let count = try await connection.query("SELECT count(*) FROM \(table)").first?.decode(Int.self, at: 0)
    #expect(count == 0, sourceLocation: sourceLocation)
    try await expectUsable(connection, sourceLocation: sourceLocation)
}
