import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Repositories")
struct RepositoryTests {
    let tools = Repository<Tool>()

    @Test("rows are found by key, by condition, all together and one by one")
    func finding() async throws {
        try await withTools { [tools] database, _, tenant in
            let made = try await database.write(for: tenant) { session in
                try await tools.createMany(
                    returning: [.init(name: "Saw", price: 3), .init(name: "Axe"), .init(name: "Nail", price: 1)],
                    in: session)
            }
            try await database.read(for: tenant) { session in
                let found = try await tools.find(made[0].id, in: session)
                #expect(found == made[0])
                let got = try await tools.get(made[1].id, in: session)
                #expect(got == made[1])
                let cheapest = try await tools.findOne(Tool.order(\.price), in: session)
                #expect(cheapest?.name == "Nail")
                let none = try await tools.findOne(Tool.where { $0.name == "Drill" }, in: session)
                #expect(none == nil)
                let all = try await tools.findAll(Tool.order(\.name), in: session)
                #expect(all.map(\.name) == ["Axe", "Nail", "Saw"])
                let count = try await tools.count(Tool.where { $0.price == nil }, in: session)
                #expect(count == 1)
                let isThere = try await tools.exists(Tool.where { $0.price > 5 }, in: session)
                #expect(!isThere)
                let names = try await tools.stream(Tool.order(\.name), in: session) { rows in
                    var names: [String] = []
                    for try await tool in rows { names.append(tool.name) }
                    return names
                }
                #expect(names == ["Axe", "Nail", "Saw"])
            }
        }
    }

    @Test("a row that is not there, is marked as deleted or is another tenant's is nil to find and an error to get")
    func notThere() async throws {
        try await withTools { [tools] database, _, tenant in
            let (saw, axe) = try await database.write(for: tenant) { session in
                let made = try await tools.createMany(returning: [.init(name: "Saw"), .init(name: "Axe")], in: session)
                try await tools.softDelete(made[1].id, in: session)
                return (made[0], made[1])
            }
            for (id, reader) in [(Tool.ID(rawValue: UUID()), tenant), (axe.id, tenant), (saw.id, TenantID(UUID()))] {
                try await database.read(for: reader) { session in
                    let found = try await tools.find(id, in: session)
                    #expect(found == nil)
                    let error = await #expect(throws: DatabaseError.self) { try await tools.get(id, in: session) }
                    #expect(error?.code == .rowNotFound)
                    #expect(error?.table == "tools")
                }
            }
        }
    }

    @Test("rows are created, changed, marked, restored and removed within one transaction")
    func writing() async throws {
        try await withTools { [tools] database, _, tenant in
            try await database.write(for: tenant) { session in
                let made = try await tools.create(.init(name: "Saw"), in: session)
                let changed = try await tools.update(made.id, .init(price: .set(5)), version: made.version, in: session)
                #expect(changed.price == 5)
                let marked = try await tools.softDelete(made.id, version: changed.version, in: session)
                let restored = try await tools.restore(made.id, in: session)
                #expect(restored.version == marked.version + 1)
                try await tools.delete(made.id, version: restored.version, in: session)
                let count = try await tools.count(Tool.all.includingDeleted(), in: session)
                #expect(count == 0)
            }
        }
    }

    @Test("of two who change the same version at the same time exactly one wins, and the other is told")
    func lostRace() async throws {
        try await withTools { [tools] database, _, tenant in
            let saw = try await database.write(for: tenant) { session in
                try await tools.create(.init(name: "Saw"), in: session)
            }
            let outcomes = await withTaskGroup(of: DatabaseError.Code?.self) { group in
                for price in 1...4 {
                    group.addTask {
                        do {
                            try await database.write(for: tenant) { session in
                                _ = try await tools.update(
                                    saw.id, .init(price: .set(price)), version: saw.version, in: session)
                            }
                            return nil
                        } catch {
                            return (error as? DatabaseError)?.code
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .versionConflict }.count == 3)
            let stored = try await database.read(for: tenant) { session in try await tools.get(saw.id, in: session) }
            #expect(stored.version == saw.version + 1)
        }
    }

    @Test("a query of one's own is an extension")
    func ownQuery() async throws {
        try await withTools { [tools] database, _, tenant in
            let found = try await database.write(for: tenant) { session in
                try await tools.createMany([.init(name: "100% steel"), .init(name: "100 irons")], in: session)
                return try await tools.search("100%", in: session)
            }
            #expect(found.map(\.name) == ["100% steel"])
        }
    }
}

extension Repository where Row == Tool {
    fileprivate func search<R: Reads>(
        _ text: String, in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> [Tool] {
        try await findAll(Tool.where { $0.name.contains(text) }.order(\.name).limit(50), in: session)
    }
}
