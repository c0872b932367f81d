import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Where a keyset page goes on")
struct KeysetOrderTests {
    @Test(
        "the key ends every order, in the direction of its last term; what comes after it or twice is left out",
        arguments: [
            (Gauge.all, [#""id""#]),
            (Gauge.order(\.place), [#""place""#, #""id""#]),
            (Gauge.order { $0.place.descending }, [#""place" DESC"#, #""id" DESC"#]),
            (
                Gauge.order { [$0.name.ascending.nullsFirst, $0.place.descending, $0.name.descending] },
                [#""name" NULLS FIRST"#, #""place" DESC"#, #""id" DESC"#]
            ),
            (Gauge.order { [$0.place.descending, $0.id.ascending, $0.name.ascending] }, [#""place" DESC"#, #""id""#]),
        ])
    func terms(select: Select<Gauge>, texts: [String]) throws {
        #expect(try KeysetOrder(select.terms).terms.map(\.text) == texts)
    }

    @Test(
        "in one direction without NULLs rows are compared as a whole; else column by column, NULLs where they go",
        arguments: [
            (Gauge.all, ["5"], #"("id") > ($1)"#),
            (Gauge.order(\.place), ["3", "5"], #"("place", "id") > ($1, $2)"#),
            (Gauge.order { $0.place.descending }, ["3", "5"], #"("place", "id") < ($1, $2)"#),
            (
                Gauge.order { [$0.place.descending, $0.id.ascending] }, ["3", "5"],
                #""place" <= $1 AND ("place" < $2 OR ("place" = $3 AND ("id") > ($4)))"#
            ),
            (
                Gauge.order(\.name), ["a", "5"],
                #""name" > $1 OR "name" IS NULL OR ("name" = $2 AND ("id") > ($3))"#
            ),
            (Gauge.order(\.name), [nil, "5"], #""name" IS NULL AND ("id") > ($1)"#),
            (
                Gauge.order { $0.name.ascending.nullsFirst }, ["a", "5"],
                #""name" >= $1 AND ("name" > $2 OR ("name" = $3 AND ("id") > ($4)))"#
            ),
            (
                Gauge.order { $0.name.ascending.nullsFirst }, [nil, "5"],
                #""name" IS NOT NULL OR ("name" IS NULL AND ("id") > ($1))"#
            ),
            (
                Gauge.order { $0.name.descending }, ["a", "5"],
                #""name" <= $1 AND ("name" < $2 OR ("name" = $3 AND ("id") < ($4)))"#
            ),
            (
                Gauge.order { $0.name.descending.nullsLast }, ["a", "5"],
                #""name" < $1 OR "name" IS NULL OR ("name" = $2 AND ("id") < ($3))"#
            ),
        ] as [(Select<Gauge>, [String?], String)])
    func condition(select: Select<Gauge>, values: [String?], text: String) throws {
        let order = try KeysetOrder(select.terms)
        let condition = try order.rows(after: PageCursor(order: order.fingerprint, values: values))
        #expect(condition.sql.text == text)
        #expect(condition.sql.parameterCount == text.count { $0 == "$" })
    }

    @Test("a cursor of another order is refused, as is one whose values cannot be these columns'")
    func otherOrder() throws {
        let order = try KeysetOrder(Gauge.order(\.place).terms)
        let other = try KeysetOrder(Gauge.order { $0.place.descending }.terms)
        for cursor in [
            PageCursor(order: other.fingerprint, values: ["3", "5"]),
            PageCursor(order: order.fingerprint, values: ["3"]),
            PageCursor(order: order.fingerprint, values: ["3", "5", "7"]),
            PageCursor(order: order.fingerprint, values: ["3", nil]),
        ] {
            let error = #expect(throws: DatabaseError.self) { try order.rows(after: cursor) }
            #expect(error?.code == .invalidCursor)
        }
    }

    @Test("an order has the same fingerprint in every process and release, or clients' cursors would end")
    func fingerprint() throws {
        #expect(Array("foobar".utf8).fnv1a == 0x8594_4171_f739_67e8)
        let order = try KeysetOrder(Gauge.order(\.place).terms)
        #expect(order.fingerprint == Array(#""public"."gauges" "place", "id""#.utf8).fnv1a)
    }
}
