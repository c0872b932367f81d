import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Writing declared rows")
struct SessionWriteTests {
    @Test("a row is stored as its tenant's, with what the server adds, and is there after the commit")
    func insert() async throws {
        try await withTools { database, fixture, tenant in
            let stored = try await database.write(for: tenant) { session in
                try await session.insert(.init(name: "Saw", price: 30), into: Tool.self)
            }
            #expect(stored.kind == .hand)
            #expect(stored.price == 30)
            #expect(stored.version == 1)
            let found = try await database.read(for: tenant) { session in try await session.fetch(Tool.all) }
            #expect(found == [stored])
            let owners = try await fixture.database.withConnection { connection in
                try await connection.query("SELECT tenant_id FROM tools").map { row in try row.decode(UUID.self, at: 0)
                }
            }
            #expect(owners == [tenant.rawValue])
        }
    }

    @Test("values that look like SQL come back as the data they are", arguments: InjectionStrings.all)
    func injection(text: String) async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                let stored = try await session.insert(.init(name: text), into: Tool.self)
                #expect(stored.name == text)
                let changed = try await session.update(stored.id, .init(name: .set(text + "1")), of: Tool.self)
                #expect(changed.name == text + "1")
                let many = try await session.insert([.init(name: text), .init(name: text + "2")], into: Tool.self)
                #expect(many.map(\.name) == [text, text + "2"])
                let found = try await session.fetch(Tool.where { $0.name == text })
                #expect(found.map(\.id) == [many[0].id])
            }
        }
    }

    @Test("what the closure throws takes the row back")
    func rollback() async throws {
        try await withTools { database, _, tenant in
            await #expect(throws: AskedFor.self) {
                try await database.write(for: tenant) { session in
                    try await session.insert(.init(name: "Saw"), into: Tool.self)
                    throw AskedFor()
                }
            }
            let count = try await database.read(for: tenant) { session in try await session.count(Tool.all) }
            #expect(count == 0)
        }
    }

    @Test("an update sets its columns alone, NULL among them, and counts")
    func update() async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                let saw = try await session.insert(.init(name: "Saw", kind: .power, price: 30), into: Tool.self)
                let changed = try await session.update(saw.id, .init(price: .set(nil)), of: Tool.self)
                #expect(changed.price == nil)
                #expect(changed.name == "Saw")
                #expect(changed.kind == .power)
                #expect(changed.version == 2)
                let unchanged = try await session.update(saw.id, .init(), of: Tool.self)
                #expect(unchanged == changed)
            }
        }
    }

    @Test("an update of another version changes nothing and says so; of no row it says that")
    func versions() async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                let saw = try await session.insert(.init(name: "Saw"), into: Tool.self)
                let changed = try await session.update(saw.id, .init(price: .set(3)), version: 1, of: Tool.self)
                #expect(changed.version == 2)
                for changes in [Tool.Changes(price: .set(4)), Tool.Changes()] {
                    let stale = await #expect(throws: DatabaseError.self) {
                        try await session.update(saw.id, changes, version: 1, of: Tool.self)
                    }
                    #expect(stale?.code == .versionConflict)
                    #expect(stale?.outcome == .notApplied)
                    #expect(stale?.table == "tools")
                    #expect(stale?.isRetrySafe == false)
                }
                let gone = await #expect(throws: DatabaseError.self) {
                    try await session.update(
                        Tool.ID(rawValue: UUID()), .init(price: .set(4)), version: 1, of: Tool.self)
                }
                #expect(gone?.code == .rowNotFound)
                let stays = try await session.fetch(Tool.all)
                #expect(stays == [changed])
            }
        }
    }

    @Test("a trigger that counts changes is the one that counts")
    func versionByTrigger() async throws {
        try await withGauges { database, _ in
            try await database.writeGlobal { session in
                let gauge = try await session.insert(.init(place: 1), into: Gauge.self)
                let changed = try await session.update(gauge.id, .init(reading: .set(7)), version: 1, of: Gauge.self)
                #expect(changed.version == 2)
                let stale = await #expect(throws: DatabaseError.self) {
                    try await session.update(gauge.id, .init(reading: .set(8)), version: 1, of: Gauge.self)
                }
                #expect(stale?.code == .versionConflict)
            }
        }
    }

    @Test("another tenant's row is not there: it is neither changed, removed nor marked")
    func wrongTenant() async throws {
        try await withTools { database, fixture, tenant in
            let saw = try await database.write(for: tenant) { session in
                try await session.insert(.init(name: "Saw"), into: Tool.self)
            }
            try await database.write(for: TenantID(UUID())) { session in
                let changed = await #expect(throws: DatabaseError.self) {
                    try await session.update(saw.id, .init(name: .set("Mine")), version: 1, of: Tool.self)
                }
                #expect(changed?.code == .rowNotFound)
                let removed = await #expect(throws: DatabaseError.self) {
                    try await session.delete(saw.id, version: 7, from: Tool.self)
                }
                #expect(removed?.code == .rowNotFound)
                let marked = await #expect(throws: DatabaseError.self) {
                    try await session.softDelete(saw.id, from: Tool.self)
                }
                #expect(marked?.code == .rowNotFound)
                let changedMany = try await session.update(Tool.self, .init(price: .set(1))) { $0.name == "Saw" }
                #expect(changedMany == 0)
                let removedMany = try await session.delete(from: Tool.self) { $0.name == "Saw" }
                #expect(removedMany == 0)
            }
            let stays = try await database.read(for: tenant) { session in try await session.fetch(Tool.all) }
            #expect(stays == [saw])
        }
    }

    @Test("the server refuses a row for another tenant, whoever writes the statement")
    func foreignRow() async throws {
        try await withTools { database, _, tenant in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant) { session in
                    try await session.execute("INSERT INTO tools (tenant_id, name) VALUES (\(UUID()), 'Saw')")
                }
            }
            #expect(error?.sqlState == .insufficientPrivilege)
        }
    }

    @Test("rows are changed and removed by a condition; those marked as deleted are not changed, but removed")
    func byCondition() async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                let tools = try await session.insert(
                    [.init(name: "Saw", price: 3), .init(name: "Axe", price: 4), .init(name: "Nail")], into: Tool.self)
                try await session.softDelete(tools[1].id, from: Tool.self)
                let changed = try await session.update(Tool.self, .init(isSharp: .set(true))) { $0.price > 1 }
                #expect(changed == 1)
                let nothing = try await session.update(Tool.self, .init()) { $0.price > 1 }
                #expect(nothing == 0)
                let removed = try await session.delete(from: Tool.self) { $0.price > 1 }
                #expect(removed == 2)
                let left = try await session.fetch(Tool.all.includingDeleted())
                #expect(left.map(\.name) == ["Nail"])
            }
        }
    }

    @Test("a row marked as deleted is not there until it is restored; it can be removed all the same")
    func softDelete() async throws {
        try await withTools { database, _, tenant in
            try await database.write(for: tenant) { session in
                let saw = try await session.insert(.init(name: "Saw"), into: Tool.self)
                let stale = await #expect(throws: DatabaseError.self) {
                    try await session.softDelete(saw.id, version: 9, from: Tool.self)
                }
                #expect(stale?.code == .versionConflict)
                let marked = try await session.softDelete(saw.id, version: 1, from: Tool.self)
                #expect(marked.deletedAt != nil)
                #expect(marked.version == 2)
                let twice = await #expect(throws: DatabaseError.self) {
                    try await session.softDelete(saw.id, from: Tool.self)
                }
                #expect(twice?.code == .rowNotFound)
                let changed = await #expect(throws: DatabaseError.self) {
                    try await session.update(saw.id, .init(price: .set(1)), of: Tool.self)
                }
                #expect(changed?.code == .rowNotFound)
                let restored = try await session.restore(saw.id, in: Tool.self)
                #expect(restored.deletedAt == nil)
                #expect(restored.version == 3)
                let again = await #expect(throws: DatabaseError.self) {
                    try await session.restore(saw.id, in: Tool.self)
                }
                #expect(again?.code == .rowNotFound)
                try await session.softDelete(saw.id, from: Tool.self)
                let other = await #expect(throws: DatabaseError.self) {
                    try await session.delete(saw.id, version: 1, from: Tool.self)
                }
                #expect(other?.code == .versionConflict)
                try await session.delete(saw.id, from: Tool.self)
                let left = try await session.count(Tool.all.includingDeleted())
                #expect(left == 0)
            }
        }
    }

    @Test("a row that a trigger leaves out is an error, not a row that nobody has")
    func leftOut() async throws {
        try await withGauges { database, fixture in
            try await fixture.asSuperuser(
                "CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER leave_out BEFORE INSERT ON gauges FOR EACH ROW WHEN (NEW.place = 2) EXECUTE FUNCTION leave_out()"
            )
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { session in
                    try await session.insert([.init(place: 1), .init(place: 2)], into: Gauge.self)
                }
            }
            #expect(error?.code == .decoding)
            #expect(error?.detail?.contains("gauges gave back 1 of 2 rows") == true)
        }
    }
}
