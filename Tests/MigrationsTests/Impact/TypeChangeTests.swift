import PostgresDriver
import Testing

@testable import Migrations

/// Whether a column's new type has the table rewritten, for every pair of types, held against a real server.
@Suite struct TypeChangeTests {
    private static let types = [
        "bigint", "bit(3)", "bit(5)", "char(3)", "char(5)", "cidr", "inet", "int", "interval", "interval(3)",
        "numeric", "numeric(10, 2)", "numeric(12, 2)", "numeric(12, 4)", "oid", "text", "text[]",
        "timestamp", "timestamp(3)", "timestamptz",
        "varbit", "varbit(9)", "varchar", "varchar(10)", "varchar(20)", "varchar(20)[]", "xml",
    ]

    @Test("of every pair of types that a server converts, the rewrite is foretold or said not to be known")
    func pairs() async throws {
        try await ImpactScene.run { scene in
            var (foretold, unknown) = (0, 0)
            for old in Self.types {
                _ = try await scene.connection.query(SQL(verbatim: "CREATE TABLE typed (value \(old))"))
                _ = try await scene.connection.query("INSERT INTO typed VALUES (NULL)")
                let live = try await LiveRelations.read([RelationName(name: "typed")], from: scene.connection)
                for new in Self.types {
                    let change = "ALTER TABLE typed ALTER COLUMN value TYPE \(new)"
                    let forecast = Forecast(impact: try scene.impact(of: change), live: live)
                    guard let seen = try? await scene.observe(change) else {
                        try await scene.reset()
                        continue
                    }
                    let work = forecast.tables([.rewrite])
                    let isRewritten = seen.rewritten.contains("typed")
                    if work.possible.isEmpty {
                        #expect(work.certain.contains("typed") == isRewritten, "\(old) to \(new)")
                        foretold += 1
                    } else {
                        unknown += 1
                    }
                }
                _ = try await scene.connection.query("DROP TABLE typed")
            }
            #expect(foretold > 5 * unknown, "\(foretold) foretold, \(unknown) not known")
        }
    }
}
