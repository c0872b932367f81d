import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("What a write says")
struct WriteTextTests {
    static let columns = #""id", "name", "kind", "price", "is_sharp", "version", "deleted_at""#
    static let tenant = TenantID(UUID())
    static let id = Tool.ID(rawValue: UUID())

    @Test(
        "an insert names the columns that have a value, the tenant's first",
        arguments: [
            (Tool.Draft(name: "Saw"), #"("tenant_id", "name", "price") VALUES ($1, $2, $3)"#),
            (
                Tool.Draft(name: "Saw", kind: .power, price: 3, isSharp: true),
                #"("tenant_id", "name", "kind", "price", "is_sharp") VALUES ($1, $2, $3, $4, $5)"#
            ),
        ])
    func insert(draft: Tool.Draft, text: String) throws {
        let sql = try Insert<Tool>(draft, tenant: Self.tenant).sql
        #expect(sql.text == #"INSERT INTO "public"."tools" \#(text) RETURNING \#(Self.columns)"#)
    }

    @Test("a tenant's row without a tenant is refused before anything is sent")
    func tenantMissing() {
        let one = #expect(throws: DatabaseError.self) { try Insert<Tool>(.init(name: "Saw"), tenant: nil) }
        #expect(one?.code == .tenantMissing)
        let many = #expect(throws: DatabaseError.self) { try BulkInsert<Tool>([.init(name: "Saw")], tenant: nil) }
        #expect(many?.code == .tenantMissing)
    }

    @Test("a row of nobody has no owner, also within a tenant's session")
    func global() throws {
        let sql = try Insert<Fuel>(Fuel.Draft(name: "Diesel"), tenant: Self.tenant).sql
        #expect(sql.text == #"INSERT INTO "public"."fuels" ("name") VALUES ($1) RETURNING "id", "name""#)
        #expect(
            try Insert<Fuel>(Fuel.Draft(), tenant: nil).sql.text
                == #"INSERT INTO "public"."fuels" DEFAULT VALUES RETURNING "id", "name""#)
    }

    @Test("many rows travel as an array for each column, and keep their order")
    func bulk() throws {
        let drafts = [Tool.Draft(name: "Saw", kind: .power), Tool.Draft(name: "Axe", kind: .hand, price: 3)]
        let sql = try BulkInsert<Tool>(drafts, tenant: Self.tenant).sql
        #expect(
            sql.text == """
                INSERT INTO "public"."tools" ("tenant_id", "name", "kind", "price") SELECT $1, "name", "kind", "price" \
                FROM unnest($2, $3::text[], $4) WITH ORDINALITY AS drafts \
                ("name", "kind", "price", "position of the draft") ORDER BY "position of the draft"
                """)
        #expect(sql.parameterCount == 4)
    }

    @Test("many rows of defaults alone")
    func bulkOfDefaults() throws {
        let sql = try BulkInsert<Fuel>([Fuel.Draft(), Fuel.Draft()], tenant: nil).sql
        #expect(sql.text == #"INSERT INTO "public"."fuels" SELECT FROM generate_series(1, $1)"#)
    }

    @Test(
        "rows are grouped by the defaults they leave to the server, in the order of their first, so many a statement",
        arguments: [
            ([], 2, []), ([0, 0, 0], 2, [[0, 1], [2]]), ([1, 0, 1, 1, 0], 2, [[0, 2], [3], [1, 4]]),
            ([3], 1, [[0]]),
        ] as [([UInt64], Int, [[Int]])])
    func plan(given: [UInt64], most: Int, parts: [[Int]]) {
        #expect(BulkInsertPlan(given, most: most).parts == parts.map { .init(positions: $0) })
    }

    @Test("many rows alike are copied, where that may be; the others are inserted")
    func copying() {
        let plan = BulkInsertPlan([0, 1, 0, 0, 1], most: 2, copiesFrom: 3)
        #expect(plan.parts == [.init(positions: [0, 2, 3], isCopied: true), .init(positions: [1, 4])])
    }

    @Test(
        "an update sets the changed columns alone, counts the change, and leaves rows marked as deleted",
        arguments: [
            (Tool.Changes(name: .set("Saw")), #""name" = $1, "version" = "version" + 1 WHERE "id" = $2"#),
            (Tool.Changes(price: .set(nil)), #""price" = $1, "version" = "version" + 1 WHERE "id" = $2"#),
            (
                Tool.Changes(kind: .set(.hand), isSharp: .set(true)),
                #""kind" = $1, "is_sharp" = $2, "version" = "version" + 1 WHERE "id" = $3"#
            ),
        ])
    func update(changes: Tool.Changes, text: String) throws {
        let update = try Update<Tool>(changes, where: .key(Self.id))
        #expect(update.sql.text == #"UPDATE "public"."tools" SET \#(text) AND "deleted_at" IS NULL"#)
        #expect(update.returningSQL.text == "\(update.sql.text) RETURNING \(Self.columns)")
    }

    @Test("an update of a version asks for it; no change is no update")
    func versionedUpdate() throws {
        let update = try Update<Tool>(.init(name: .set("Saw")), where: .key(Self.id, version: 3))
        #expect(update.sql.text.hasSuffix(#" WHERE "id" = $2 AND "version" = $3 AND "deleted_at" IS NULL"#))
        #expect(try Update<Tool>(.init(), where: .key(Self.id)).isEmpty)
    }

    @Test("where a trigger counts changes, an update leaves that to it")
    func versionByTrigger() throws {
        let update = try Update<Gauge>(.init(reading: .set(3)), where: .key(1, version: 2))
        #expect(update.sql.text == #"UPDATE "public"."gauges" SET "reading" = $1 WHERE "id" = $2 AND "version" = $3"#)
    }

    @Test("deleting, marking, restoring")
    func delete() throws {
        #expect(
            try Delete<Tool>(condition: .key(Self.id, version: 3)).sql.text
                == #"DELETE FROM "public"."tools" WHERE "id" = $1 AND "version" = $2"#)
        #expect(
            try Update<Tool>(deleted: true, where: .key(Self.id)).sql.text == """
                UPDATE "public"."tools" SET "deleted_at" = now(), "version" = "version" + 1 \
                WHERE "id" = $1 AND "deleted_at" IS NULL
                """)
        #expect(
            try Update<Tool>(deleted: false, where: .key(Self.id)).sql.text == """
                UPDATE "public"."tools" SET "deleted_at" = NULL, "version" = "version" + 1 \
                WHERE "id" = $1 AND "deleted_at" IS NOT NULL
                """)
    }

    @Test("what a table has no column for is refused, naming the table")
    func undeclared() {
        let version = #expect(throws: DatabaseError.self) { try Condition<Fuel>.key(1, version: 1) }
        #expect(version?.code == .invalidStatement)
        #expect(version?.detail == "no column of fuels is declared as a version")
        let mark = #expect(throws: DatabaseError.self) { try Update<Fuel>(deleted: true, where: .key(1)) }
        #expect(mark?.detail == "no column of fuels is declared as the moment of deletion")
    }
}
