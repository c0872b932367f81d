import DataAccessMacros
import DataAccessTesting
import FoundationEssentials
import PostgresCatalog
import Testing

@Suite("What declarations and database disagree about")
struct SchemaDriftTests {
    @Test("nothing, where the database is as it is declared, or has more than is needed")
    func none() async throws {
        try await expect([], after: [])
        try await expect(
            [],
            after: [
                "ALTER TABLE meters ADD COLUMN extra int NOT NULL DEFAULT 1", "ALTER TABLE meters ADD COLUMN other int",
                "ALTER TABLE meters ALTER COLUMN count TYPE int8",
                "ALTER TABLE meters DROP CONSTRAINT meters_pkey, ADD UNIQUE (tenant_id, id)",
                "CREATE DOMAIN short AS text", "ALTER TABLE meters ALTER COLUMN note TYPE short",
            ])
    }

    @Test(
        "each kind, by name",
        arguments: [
            ("DROP TABLE meters CASCADE", ["missing-relation meters", "missing-relation open_meters"]),
            ("ALTER TABLE meters DROP COLUMN note", ["missing-column meters.note"]),
            ("ALTER TABLE meters ADD COLUMN extra int NOT NULL", ["undeclared-column meters.extra"]),
            ("ALTER TABLE meters ALTER COLUMN count TYPE text", ["wrong-type meters.count"]),
            ("ALTER TABLE meters ALTER COLUMN note TYPE uuid USING NULL", ["wrong-type meters.note"]),
            ("ALTER TABLE meters ALTER COLUMN mood TYPE text", ["wrong-type meters.mood"]),
            ("ALTER TABLE meters ALTER COLUMN deleted_at TYPE timestamp", ["wrong-type meters.deleted_at"]),
            ("ALTER TABLE meters ALTER COLUMN count DROP NOT NULL", ["nullable-column meters.count"]),
            ("ALTER TABLE meters ALTER COLUMN note SET NOT NULL", ["needless-optional meters.note"]),
            ("ALTER TABLE meters ALTER COLUMN deleted_at SET NOT NULL", ["wrong-type meters.deleted_at"]),
            ("ALTER TABLE meters DROP CONSTRAINT meters_pkey", ["key-not-unique meters.id"]),
            ("ALTER TABLE meters ALTER COLUMN id DROP DEFAULT", ["no-default meters.id"]),
            ("ALTER TABLE meters ALTER COLUMN is_on DROP DEFAULT", ["no-default meters.is_on"]),
            ("ALTER TABLE meters ALTER COLUMN version DROP DEFAULT", ["no-default meters.version"]),
            (
                "ALTER TABLE meters DROP COLUMN count, ADD COLUMN count int NOT NULL GENERATED ALWAYS AS (1) STORED",
                ["always-generated meters.count"]
            ),
            (
                "ALTER TABLE meters RENAME COLUMN tenant_id TO owner",
                ["missing-tenant-column meters.tenant_id", "undeclared-column meters.owner"]
            ),
            ("ALTER TABLE meters DISABLE ROW LEVEL SECURITY", ["row-security-off meters"]),
            ("ALTER VIEW open_meters RESET (security_invoker)", ["row-security-off open_meters"]),
            ("ALTER TYPE mood ADD VALUE 'wild'", ["enum-labels meters.mood"]),
            ("ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'", ["enum-labels meters.mood", "enum-labels meters.mood"]),
        ] as [(String, [String])])
    func drift(change: String, expected: [String]) async throws {
        try await expect(expected, after: [SQL(verbatim: change)])
    }

    @Test("a trigger before the insert may give what has no default")
    func trigger() async throws {
        try await expect(
            [],
            after: [
                "ALTER TABLE meters ADD COLUMN extra int NOT NULL",
                "ALTER TABLE meters ALTER COLUMN is_on DROP DEFAULT",
                """
                CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.extra := 1; NEW.is_on := true; RETURN NEW; END $$
                """,
                "CREATE TRIGGER fill BEFORE INSERT ON meters FOR EACH ROW EXECUTE FUNCTION fill()",
            ])
    }

    private func expect(_ expected: [String], after changes: [SQL]) async throws {
        let printed = try DeclaredSchema([Meter.self, OpenMeter.self]).json()
        let declared = try JSONDecoder().decode([DeclaredTable].self, from: Data(printed.utf8))
        let live = try await withTestDatabase { database in
            try await database.withConnection { connection in
                for statement in Meter.creation + changes { _ = try await connection.query(statement) }
                return try await RelationColumns.read(from: connection)
            }
        }
        let drift = SchemaComparison(with: live).drift(of: declared)
        let names = drift.map { point in
            let place = [point.relation.replacing("public.", with: ""), point.column].compactMap(\.self)
            return "\(point.kind.rawValue) \(place.joined(separator: "."))"
        }
        #expect(names == expected, "\(drift.map(\.message))")
    }
}
