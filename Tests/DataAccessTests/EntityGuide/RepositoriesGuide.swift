import DataAccess
import PostgresDriver
import Testing

// snippet: own-queries
extension Repository where Row == Tool {
    func cheap<R: Reads>(
        below limit: Int, named text: String, in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> [Tool] {
        try await findAll(
            Tool.where { $0.price < limit && $0.name.contains(text) }.order { $0.price }.limit(50), in: session)
    }
}
// end

@Suite("The guide's repositories")
struct RepositoriesGuide {
    @Test("selects are values")
    func selects() async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                // snippet: selects
                let powered = Tool.where { $0.kind == .power && $0.price != nil }
                let dearest = powered.order { [$0.price.descending, $0.name.ascending] }.limit(3)
                let tools = try await session.fetch(dearest)
                let names = try await session.fetch(powered.columns { ($0.name, $0.price) })
                let count = try await session.count(powered)
                // end
                #expect(tools.count == 0 && names.count == 0 && count == 0)
                // snippet: raw
                let sample = try await session.fetch(
                    "SELECT \(Tool.selection) FROM tools WHERE length(name) > \(3)", as: Tool.self)
                // end
                #expect(sample == [])
            }
        }
    }

    @Test("repositories read and write in the session they are given")
    func repositories() async throws {
        try await withTools { database, _, tenant in
            // snippet: writing
            let tools = Repository<Tool>()
            try await database.write(for: tenant) { session in
                let saw = try await tools.create(.init(name: "Saw", price: 30), in: session)
                let dearer = try await tools.update(saw.id, .init(price: .set(35)), version: saw.version, in: session)
                #expect(dearer.version == saw.version + 1)

                let again = try await tools.upsert(.init(name: "Saw", price: 28), onConflict: { $0.name }, in: session)
                #expect(again.id == saw.id)

                try await tools.softDelete(saw.id, in: session)
                #expect(try await tools.find(saw.id, in: session) == nil)
                try await tools.restore(saw.id, in: session)

                let count = try await tools.createMany([.init(name: "Axe"), .init(name: "Nail")], in: session)
                #expect(count == 2)
            }
            // end
            // snippet: reading
            try await database.read(for: tenant) { session in
                let saws = try await tools.findAll(Tool.where { $0.name.hasPrefix("S") }, in: session)
                let saw = try await tools.get(saws[0].id, in: session)
                #expect(saw.price == 28)

                let page = try await tools.page(1, size: 2, of: Tool.order { $0.name }, in: session)
                #expect(page.rows.map(\.name) == ["Axe", "Nail"])
                #expect(page.total == 3)

                let total = try await tools.stream(in: session) { rows in
                    var total = 0
                    for try await tool in rows { total += tool.price ?? 0 }
                    return total
                }
                #expect(total == 28)
            }
            // end
            // snippet: keyset
            try await database.read(for: tenant) { session in
                let byPrice = Tool.order { $0.price.descending.nullsLast }
                let first = try await tools.page(after: nil, size: 2, of: byPrice, in: session)
                let text = try #require(first.next?.text)  // for the client, who sends it back
                let second = try await tools.page(after: PageCursor(text), size: 2, of: byPrice, in: session)
                #expect(first.rows.count == 2 && second.rows.count == 1 && second.next == nil)
            }
            // end
            let cheap = try await database.read(for: tenant) { session in
                try await tools.cheap(below: 29, named: "a", in: session)
            }
            #expect(cheap.map(\.name) == ["Saw"])
        }
    }

    @Test("what is not there and what was changed meanwhile are told apart")
    func refusals() async throws {
        try await withTools { database, _, tenant in
            let tools = Repository<Tool>()
            let saw = try await database.write(for: tenant) { session in
                try await tools.create(.init(name: "Saw"), in: session)
            }
            // snippet: versions
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant) { session in
                    try await tools.update(saw.id, .init(price: .set(9)), version: saw.version + 1, in: session)
                }
            }
            #expect(error?.code == .versionConflict)  // .rowNotFound when it is not there, or another tenant's
            // end
        }
    }
}
