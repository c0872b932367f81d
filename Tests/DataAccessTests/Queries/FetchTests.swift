import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Reading declared rows")
struct FetchTests {
    @Test("rows come back as they are declared, the tenant's own alone")
    func fetch() async throws {
        try await withTools { database, fixture, tenant in
            try await insertTools(fixture, tenant)
            let found = try await database.read(for: tenant) { session in
                try await session.fetch(Tool.where { $0.price > 1 }.order(\.name))
            }
            #expect(found.map(\.name) == ["Hammer", "Saw"])
            #expect(found.map(\.kind) == [.hand, .power])
            let foreign = try await database.read(for: TenantID(UUID())) { session in
                try await session.count(Tool.all)
            }
            #expect(foreign == 0)
        }
    }

    @Test("the first row, a count, a question, and some columns alone")
    func others() async throws {
        try await withTools { database, fixture, tenant in
            try await insertTools(fixture, tenant)
            try await database.read(for: tenant) { session in
                let first = try await session.first(Tool.order { $0.name.descending })
                #expect(first?.name == "Saw")
                let none = try await session.first(Tool.where { $0.name == "Axe" })
                #expect(none == nil)
                let count = try await session.count(Tool.all.limit(1))
                #expect(count == 3)
                let isThere = try await session.exists(Tool.where { $0.price == nil })
                #expect(isThere)
                let isNotThere = try await session.exists(Tool.where { $0.price == 99 })
                #expect(!isNotThere)
                let pairs = try await session.fetch(Tool.order(\.name).columns { ($0.name, $0.price) })
                #expect(pairs.map(\.0) == ["Hammer", "Nail", "Saw"])
                #expect(pairs.map(\.1) == [5, nil, 30])
            }
        }
    }

    @Test(
        "searching takes %, _ and \\ as they are",
        arguments: [
            ("100%", ["100% steel"]), ("a_b", ["a_b"]), (#"c\d"#, [#"c\d"#]), ("%", ["100% steel"]),
            ("steel", ["100% steel"]),
        ])
    func wildcards(text: String, expected: [String]) async throws {
        try await withTools { database, fixture, tenant in
            for name in ["100% steel", "100 irons", "a_b", "axb", #"c\d"#, "cd"] {
                try await fixture.asSuperuser(
                    "INSERT INTO tools (tenant_id, name) VALUES (\(tenant.rawValue), \(name))")
            }
            let names = try await database.read(for: tenant) { session in
                try await session.fetch(Tool.where { $0.name.contains(text) }.order(\.name)).map(\.name)
            }
            #expect(names == expected)
        }
    }

    @Test("SQL of one's own gives declared rows whatever the order of its columns")
    func ownSQL() async throws {
        try await withTools { database, fixture, tenant in
            try await insertTools(fixture, tenant)
            try await database.read(for: tenant) { session in
                let turned = try await session.fetch(
                    """
                    SELECT deleted_at, version, is_sharp, price, kind, name, id, 1 AS one FROM tools WHERE name = \("Saw")
                    """, as: Tool.self)
                #expect(turned.map(\.name) == ["Saw"])
                let selected = try await session.fetch("SELECT \(Tool.selection) FROM tools", as: Tool.self)
                #expect(selected.count == 3)
                let error = await #expect(throws: DatabaseError.self) {
                    try await session.fetch("SELECT id, name FROM tools", as: Tool.self)
                }
                #expect(error?.code == .decoding)
                #expect(error?.detail?.contains("lacks kind, price, is_sharp, version, deleted_at of tools") == true)
            }
        }
    }

    private func insertTools(_ fixture: RoleFixture, _ tenant: TenantID) async throws {
        try await fixture.asSuperuser(
            """
            INSERT INTO tools (tenant_id, name, kind, price) VALUES
            (\(tenant.rawValue), 'Saw', 'power', 30), (\(tenant.rawValue), 'Hammer', 'hand', 5),
            (\(tenant.rawValue), 'Nail', 'hand', NULL)
            """)
    }
}
