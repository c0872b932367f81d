import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import TestSupport
import Testing

@testable import DataAccess

@Suite("Pages", .timeLimit(.minutes(2)))
struct PageTests {
    let gauges = Repository<Gauge>()

    @Test("numbered pages have every row once, the total, and nothing behind the last")
    func numbered() async throws {
        try await withGauges { [gauges] database, _ in
            try await database.writeGlobal { session in
                // All are equal in the order that is asked for.
                try await gauges.createMany((0..<7).map { _ in .init(place: 1) }, in: session)
                try await gauges.create(.init(place: 9), in: session)
            }
            try await database.readGlobal { session in
                let select = Gauge.where { $0.place == 1 }.order(\.place)
                var ids: [Int] = []
                for number in 1...4 {
                    let page = try await gauges.page(number, size: 3, of: select, in: session)
                    #expect(page.total == 7)
                    #expect(page.pageCount == 3)
                    #expect(page.rows.count == [3, 3, 1, 0][number - 1])
                    ids += page.rows.map(\.id)
                }
                #expect(ids == ids.sorted())
                #expect(Set(ids).count == 7)
            }
        }
    }

    @Test("a page that cannot be is refused before anything is sent")
    func refused() async throws {
        try await withGauges { [gauges] database, _ in
            try await database.readGlobal { session in
                for (number, size) in [(0, 3), (1, 0), (-1, 3), (2, Int.max), (Int.max, 2)] {
                    let error = await #expect(throws: DatabaseError.self) {
                        try await gauges.page(number, size: size, in: session)
                    }
                    #expect(error?.code == .invalidStatement, "\(number), \(size)")
                }
                let limited = await #expect(throws: DatabaseError.self) {
                    try await gauges.page(after: nil, size: 3, of: Gauge.all.limit(5), in: session)
                }
                #expect(limited?.code == .invalidStatement)
            }
        }
    }

    @Test("keyset pages of any size, put together, are the whole select in its order", arguments: try Seed.some(2))
    func keyset(seed: Seed) async throws {
        try await withGauges { [gauges] database, _ in
            let random = GaugeOrders(seed: seed)
            try await database.writeGlobal { session in
                try await gauges.createMany(random.drafts(30), in: session)
            }
            for order in random.orders(25) {
                let select = Gauge.where { $0.place != 2 }.order { _ in order.terms }
                try await database.readGlobal { session in
                    let total = try KeysetOrder(select.terms)
                    let whole = try await session.fetch(select.ordered(by: total)).map(\.id)
                    var ids: [Int] = []
                    var cursor: PageCursor?
                    repeat {
                        let page = try await gauges.page(after: cursor, size: order.size, of: select, in: session)
                        #expect(page.rows.count == order.size || page.next == nil)
                        ids += page.rows.map(\.id)
                        cursor = try page.next.map { try PageCursor($0.text) }
                    } while cursor != nil && ids.count <= whole.count
                    #expect(ids == whole, "\(total.terms.map(\.text)) by \(order.size)")
                }
            }
        }
    }

    @Test("keyset pages of a tenant have that tenant's rows alone, by text, enum, key and moment")
    func tenant() async throws {
        try await withTools { database, _, tenant in
            let tools = Repository<Tool>()
            for owner in [tenant, TenantID(UUID())] {
                try await database.write(for: owner) { session in
                    let made = try await tools.createMany(
                        returning: (0..<9).map { .init(name: "\($0)", kind: $0 % 2 == 0 ? .hand : .power) }, in: session
                    )
                    for tool in made.prefix(4) { try await tools.softDelete(tool.id, in: session) }
                }
            }
            let orders: [Select<Tool>] = [
                Tool.order { $0.kind.descending }, Tool.order { $0.deletedAt.descending }, Tool.order(\.isSharp),
            ]
            for select in orders {
                try await database.read(for: tenant) { session in
                    var names: [String] = []
                    var cursor: PageCursor?
                    repeat {
                        let page = try await tools.page(
                            after: cursor, size: 2, of: select.includingDeleted(), in: session)
                        names += page.rows.map(\.name)
                        cursor = page.next
                    } while cursor != nil && names.count < 99
                    #expect(names.sorted() == (0..<9).map(String.init))
                }
            }
        }
    }

    @Test("rows stored and removed between two pages change nothing for those that were there all the time")
    func meanwhile() async throws {
        try await withGauges { [gauges] database, _ in
            try await database.writeGlobal { session in
                let made = try await gauges.createMany(returning: (0..<10).map { .init(place: $0) }, in: session)
                let first = try await gauges.page(after: nil, size: 4, of: Gauge.order(\.place), in: session)
                try await gauges.create(.init(place: 0), in: session)
                try await gauges.delete(made[3].id, in: session)
                let second = try await gauges.page(after: first.next, size: 99, of: Gauge.order(\.place), in: session)
                #expect((first.rows + second.rows).map(\.place) == Array(0..<10))
                #expect(second.next == nil)
            }
        }
    }

    @Test("a forged value is bound like any other: what is none of the column's is not a cursor")
    func forged() async throws {
        try await withGauges { [gauges] database, _ in
            let order = try KeysetOrder(Gauge.order(\.place).terms)
            for value in ["1); DROP TABLE gauges; --", "99999999999999999999", "", "NaN"] {
                let cursor = PageCursor(order: order.fingerprint, values: [value, "1"])
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.readGlobal { session in
                        try await gauges.page(after: cursor, size: 3, of: Gauge.order(\.place), in: session)
                    }
                }
                #expect(error?.code == .invalidCursor)
            }
        }
    }

    @Test("an index on the order's columns serves a page")
    func index() async throws {
        try await withGauges { database, fixture in
            try await fixture.asSuperuser(
                "CREATE INDEX gauges_place ON gauges (place, id)",
                "INSERT INTO gauges (place) SELECT n % 500 FROM generate_series(1, 5000) AS n", "ANALYZE gauges")
            let select = Gauge.order { $0.place.descending }
            let order = try KeysetOrder(select.terms)
            let cursor = PageCursor(order: order.fingerprint, values: ["250", "17"])
            let sql = try select.sql(ofPageAfter: cursor, size: 20, in: order)
            let plan = try await fixture.database.withConnection { connection in
                try await connection.query("EXPLAIN \(sql)").map { row in try row.decode(String.self, at: 0) }
            }.joined(separator: "\n")
            #expect(plan.contains("Index Scan Backward using gauges_place"), "\(plan)")
            #expect(plan.contains("Index Cond: (ROW(place, id) <"), "\(plan)")
        }
    }
}

/// Random rows with many ties and NULLs, and random orders of them.
struct GaugeOrders {
    struct Order {
        let terms: [OrderTerm<Gauge>]
        let size: Int
    }

    let seed: Seed

    func drafts(_ count: Int) -> [Gauge.Draft] {
        var random = seed.generator(for: 1)
        let names: [String?] = [nil, "", "a", "A", "b", "é", "'", "a b"]
        return (0..<count).map { _ in
            Gauge.Draft(
                name: names[random.below(names.count)], reading: random.isOne(in: 3) ? nil : random.below(4) - 2,
                place: random.below(4))
        }
    }

    func orders(_ count: Int) -> [Order] {
        var random = seed.generator(for: 2)
        let columns = Gauge.columns
        return (0..<count).map { _ in
            let terms = (0..<random.below(4)).map { _ in
                let ascending = [
                    columns.name.ascending, columns.reading.ascending, columns.place.ascending,
                    columns.version.ascending, columns.id.ascending,
                ][random.below(5)]
                var term = OrderTerm<Gauge>(
                    quotedColumn: ascending.quotedColumn, isAscending: random.isOne(in: 2))
                if random.isOne(in: 2) { term = random.isOne(in: 2) ? term.nullsFirst : term.nullsLast }
                return term
            }
            return Order(terms: terms, size: [1, 2, 3, 5, 29, 30, 31][random.below(7)])
        }
    }
}
