import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("What a select says")
struct SelectTests {
    static let from = """
        SELECT "id", "name", "kind", "price", "is_sharp", "version", "deleted_at" FROM "public"."tools"
        """

    @Test("rows marked as deleted are left out unless they are asked for")
    func deleted() {
        #expect(Tool.all.sql.text == "\(Self.from) WHERE \"deleted_at\" IS NULL")
        #expect(Tool.all.includingDeleted().sql.text == Self.from)
    }

    @Test(
        "conditions become SQL with bound values",
        arguments: [
            (Tool.where { $0.name == "Saw" }, #""name" = $1"#, 1),
            (Tool.where { $0.name != "Saw" }, #""name" <> $1"#, 1),
            (Tool.where { $0.price == 3 }, #""price" = $1"#, 1),
            (Tool.where { $0.price != 3 }, #""price" IS DISTINCT FROM $1"#, 1),
            (Tool.where { $0.price == nil }, #""price" IS NULL"#, 0),
            (Tool.where { $0.price != nil }, #""price" IS NOT NULL"#, 0),
            (Tool.where { $0.isSharp }, #""is_sharp""#, 0),
            (Tool.where { !$0.isSharp && $0.name >= "S" }, #"NOT ("is_sharp") AND "name" >= $1"#, 1),
            (
                Tool.where { $0.isSharp || $0.price < 3 && $0.price > 1 },
                #""is_sharp" OR ("price" < $1 AND "price" > $2)"#, 2
            ),
            (
                Tool.where { ($0.isSharp || $0.price <= 3) && $0.kind == .power },
                #"("is_sharp" OR "price" <= $1) AND "kind" = $2"#, 2
            ),
            (Tool.where { $0.kind.isIn([.hand, .power]) }, #""kind" = ANY ($1)"#, 1),
            (Tool.where { $0.price.isNotIn([]) }, #""price" <> ALL ($1)"#, 1),
            (Tool.where { $0.price.isBetween(1...3) }, #""price" BETWEEN $1 AND $2"#, 2),
            (Tool.where { $0.price < $0.version }, #""price" < "version""#, 0),
            (Tool.where { $0.name.contains("a") }, #""name" LIKE $1"#, 1),
            (Tool.where { $0.name.equalsIgnoringCase("a") }, #"lower("name") = lower($1)"#, 1),
            (Tool.where { _ in .sql("length(name) > \(3)") }, #"(length(name) > $1)"#, 1),
        ])
    func conditions(select: Select<Tool>, text: String, parameters: Int) {
        let select = select.includingDeleted()
        #expect(select.sql.text == "\(Self.from) WHERE \(text)")
        #expect(select.sql.parameterCount == parameters)
    }

    @Test("defect 10: nil in a condition asks for NULL; it never drops the condition")
    func optionalNil() {
        let price: Int? = nil
        #expect(Tool.where { $0.price == price }.includingDeleted().sql.text.hasSuffix(#"WHERE "price" IS NULL"#))
        #expect(Tool.where { $0.price != price }.includingDeleted().sql.text.hasSuffix(#"WHERE "price" IS NOT NULL"#))
    }

    @Test("an optional that has a value is compared with that value")
    func optionalValue() {
        let price: Int? = 3
        #expect(Tool.where { $0.price == price }.includingDeleted().sql.text.hasSuffix(#"WHERE "price" = $1"#))
        let others = Tool.where { $0.price != price }.includingDeleted()
        #expect(others.sql.text.hasSuffix(#"WHERE "price" IS DISTINCT FROM $1"#))
    }

    @Test("order, limit, offset and lock come in their places")
    func orderAndLimit() {
        let select = Tool.where { $0.isSharp }.order { [$0.kind.descending.nullsLast, $0.price.ascending.nullsFirst] }
            .order(\.name).limit(5).offset(10).locked(.forUpdateSkippingLocked).includingDeleted()
        #expect(
            select.sql.text == """
                \(Self.from) WHERE "is_sharp" ORDER BY "kind" DESC NULLS LAST, "price" NULLS FIRST, "name" \
                LIMIT $1 OFFSET $2 FOR UPDATE SKIP LOCKED
                """)
    }

    @Test("a count and a question leave order and limit to themselves")
    func countAndExists() {
        let select = Tool.where { $0.isSharp }.order(\.name).limit(5).includingDeleted()
        #expect(select.countSQL.text == #"SELECT count(*) FROM "public"."tools" WHERE "is_sharp""#)
        #expect(
            Tool.where { $0.isSharp }.includingDeleted().existsSQL.text
                == #"SELECT EXISTS (SELECT 1 FROM "public"."tools" WHERE "is_sharp" LIMIT $1)"#)
    }

    @Test("the statement that reads a row by its key is the one that a condition on the key would make")
    func byKey() throws {
        let id = Tool.ID(rawValue: UUID())
        #expect(try Select<Tool>.sql(ofKey: id) == Tool.where { $0.id == id }.sql)
        #expect(try Select<Gauge>.sql(ofKey: 7) == Gauge.where { $0.id == 7 }.sql)
    }

    @Test("a name with a quotation mark in it stays a name")
    func quotedName() {
        let definition = RelationDefinition(
            #"to"ols"#, columns: [ColumnDefinition(#"a"b"#, Int.self)], tenantColumn: nil)
        #expect(definition.quotedName == #""public"."to""ols""#)
        #expect(definition.quotedColumns == #""a""b""#)
    }
}
