import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess
@testable import DataAccessMacros

@Suite("Tables declared by the macro")
struct DeclaredTableTests {
    private static let tenant = TenantID(UUID())

    @Test("rows are stored, alone and many at once, read, changed and found by typed conditions")
    func everyTrait() async throws {
        try await withTables { connection in
            let draft = Part.Draft(
                name: "bolt", weight: 2.5, madeBy: "Ann", size: try JSON([1, 2]), marks: ["x"], digest: [9])
            let insert = try Insert<Part>(draft, tenant: Self.tenant)
            let bolt = try #require(try await connection.query(insert.sql).decode(as: Part.self).first)
            #expect(bolt.grade == .rough)
            #expect(bolt.class == 7)
            #expect(bolt.size.value == [1, 2])
            #expect(bolt.version == 1)

            let drafts = try [("nut", [], nil), ("pin", ["a,b", ""], [1, 2]), ("cog", ["c"], [])].map {
                Part.Draft(
                    name: $0, class: 3, grade: .fine, madeBy: "Bo", default: true, size: try JSON([]), marks: $1,
                    widths: $2, digest: [0, 7])
            }
            let bulk = try BulkInsert<Part>(drafts, tenant: Self.tenant)
            let stored = try await connection.query(bulk.returningSQL).decode(as: Part.self)
            #expect(stored.map(\.name) == ["nut", "pin", "cog"])
            #expect(stored.map(\.marks) == [[], ["a,b", ""], ["c"]])
            #expect(stored.map(\.widths) == [nil, [1, 2], []])
            #expect(stored.allSatisfy { $0.digest == [0, 7] })
            #expect(stored.allSatisfy { $0.class == 3 && $0.grade == .fine && $0.default == true })

            let fine = Part.where { $0.grade == .fine && $0.default == true && $0.weight == nil }.order(\.name)
            #expect(try await connection.query(fine.sql).decode(as: Part.self).count == 3)
            let changes = Part.Changes(weight: .set(nil), grade: .set(.fine))
            let update = Update<Part>(changes, where: Part.columns.id == bolt.id)
            _ = try await connection.query(update.sql)
            let changed = try await connection.query(Part.where { $0.id == bolt.id }.sql).decode(as: Part.self)
            #expect(changed.map(\.grade) == [.fine])
            #expect(changed.map(\.weight) == [nil])
            #expect(changed.map(\.name) == ["bolt"])
        }
    }

    @Test("keys of other types and names")
    func keys() async throws {
        try await withTables { connection in
            let draft = Shop.Shelf.Draft(number: .init(rawValue: 4), row: "a", values: 1, positions: 2)
            let insert = try Insert<Shop.Shelf>(draft, tenant: nil)
            let shelf = try #require(try await connection.query(insert.sql).decode(as: Shop.Shelf.self).first)
            #expect(shelf.id == shelf.number)
            #expect(shelf.id.description == "4")
            #expect(shelf == Shop.Shelf(number: .init(rawValue: 4), row: "a", values: 1, positions: 2))
            let tag = try Insert<Shop.Tag>(.init(id: "red"), tenant: nil)
            #expect(try await connection.query(tag.sql).decode(as: Shop.Tag.self) == [.init(id: "red", version: 1)])
            let rows = try await connection.query(Shop.ShelfRow.order(\.name).sql).decode(as: Shop.ShelfRow.self)
            #expect(rows == [Shop.ShelfRow(name: "a", shelfCount: 1)])
        }
    }

    @Test("a key's JSON is its value's")
    func keyAsJSON() throws {
        let keys = [Shop.Shelf.ID(rawValue: 3)]
        let json = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
        #expect(json == "[3]")
        #expect(try JSONDecoder().decode([Shop.Shelf.ID].self, from: Data(json.utf8)) == keys)
    }

    @Test("the declaration says what the properties and their traits say")
    func definition() {
        let definition = Part.definition
        #expect(definition.quotedName == #""store"."part's ""box""""#)
        #expect(definition.tenantColumn == "owner")
        #expect(Shop.Shelf.definition.tenantColumn == nil)
        #expect(
            definition.columns == [
                ColumnDefinition("id", Part.ID.self, traits: [.primaryKey, .generated]),
                ColumnDefinition("name", String.self),
                ColumnDefinition("weight", Double.self, isNullable: true),
                ColumnDefinition("height", Double.self, isNullable: true),
                ColumnDefinition("class", Int.self, traits: .hasDefault),
                ColumnDefinition("grade", Part.Grade.self, typeName: "store.grade"),
                ColumnDefinition("made_by", String.self, traits: .createOnly),
                ColumnDefinition("select ", Bool.self, isNullable: true),
                ColumnDefinition("size", JSON<[Int]>.self),
                ColumnDefinition("marks", [String].self),
                ColumnDefinition("widths", [Int].self, isNullable: true),
                ColumnDefinition("digest", [UInt8].self),
                ColumnDefinition("version", Int32.self, traits: .versionByTrigger),
                ColumnDefinition("deleted_at", Date.self, isNullable: true, traits: .softDelete),
            ])
    }

    @Test("a draft says which columns with a default it gives a value for")
    func givenDefaults() throws {
        let size = try JSON([Int]())
        #expect(Part.Draft(name: "a", madeBy: "b", size: size, marks: [], digest: []).givenDefaults == 0)
        #expect(Part.Draft(name: "a", class: 1, madeBy: "b", size: size, marks: [], digest: []).givenDefaults == 1)
        #expect(Shop.Tag.Draft(id: "a").givenDefaults == 0)
    }

    private func withTables(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                for statement in Self.creation { _ = try await connection.query(statement) }
                try await body(connection)
            }
        }
    }

    private static let creation: [SQL] = [
        "CREATE SCHEMA store",
        "CREATE TYPE store.grade AS ENUM ('fine', 'rough')",
        #"""
        CREATE TABLE store."part's ""box""" (
          id uuid PRIMARY KEY DEFAULT gen_random_uuid(), owner uuid NOT NULL, name text NOT NULL, weight float8,
          height float8, class int8 NOT NULL DEFAULT 7, grade store.grade NOT NULL, made_by text NOT NULL,
          "select " bool, size jsonb NOT NULL, marks text[] NOT NULL, widths int8[],
          digest bytea NOT NULL, version int4 NOT NULL DEFAULT 1, deleted_at timestamptz)
        """#,
        "CREATE TABLE shelves (number int4 PRIMARY KEY, row text NOT NULL, values int8 NOT NULL, positions int8 NOT NULL)",
        "CREATE TABLE tags (id text PRIMARY KEY, version int8 NOT NULL DEFAULT 1)",
        "CREATE VIEW shelf_rows AS SELECT row, count(*) AS shelf_count FROM shelves GROUP BY row",
    ]
}
