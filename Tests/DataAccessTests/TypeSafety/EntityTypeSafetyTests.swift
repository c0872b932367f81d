import TestSupport
import Testing

@Suite("What must not compile: declared tables", .serialized)
struct EntityTypeSafetyTests {
    private static let tables = """
        @Table("vendors", scope: .tenant)
        struct Vendor {
            @Column(.primaryKey, .generated) let id: Vendor.ID
            var name: String
            var email: String?
        }
        @Table("drivers", scope: .tenant)
        struct Driver {
            @Column(.primaryKey, .generated) let id: Driver.ID
            let vendorID: Vendor.ID
        }
        @Table("makes", scope: .global)
        struct Make {
            @Column(.primaryKey) let id: Int
        }
        @View("open_orders", scope: .tenant)
        struct OpenOrder {
            let vendorID: Vendor.ID
        }
        """

    @Test("the pieces themselves do compile")
    func control() async throws {
        let errors = try await Self.errors(
            """
            let found = try await database.read(for: tenant) { session in
                let makes = try await session.global.fetch(Make.all)
                let orders = try await session.fetch(OpenOrder.all)
                let vendors = try await session.fetch(Vendor.where { $0.name == "Acme" && $0.email == nil })
                let drivers = try await session.count(Driver.where { $0.vendorID == vendors[0].id })
                return makes.count + orders.count + drivers
            }
            let makes = try await database.readGlobal { session in try await session.fetch(Make.all) }
            let made = try await database.write(for: tenant) { session in
                try await session.insert(.init(name: "Acme"), into: Vendor.self)
            }
            print(found, makes.count, made.name)
            """)
        #expect(errors == [])
    }

    @Test("a tenant's table or view without a tenant", arguments: ["Vendor", "OpenOrder"])
    func tenantTableWithoutTenant(relation: String) async throws {
        let errors = try await Self.errors(
            "_ = try await database.readGlobal { session in try await session.count(\(relation).all) }")
        #expect(Self.demandEqualScopes(errors), "\(errors)")
    }

    @Test("a global table in a tenant's session, whose view of global tables is the way")
    func globalTableWithTenant() async throws {
        let errors = try await Self.errors(
            "_ = try await database.read(for: tenant) { session in try await session.count(Make.all) }")
        #expect(Self.demandEqualScopes(errors), "\(errors)")
    }

    @Test("a row stored through a read session")
    func insertThroughReadSession() async throws {
        let errors = try await Self.errors(
            """
            _ = try await database.read(for: tenant) { session in
                try await session.insert(.init(name: "Acme"), into: Vendor.self).name
            }
            """)
        #expect(errors.contains { $0.contains("requires that 'Readonly' conform to 'Writes'") }, "\(errors)")
    }

    @Test(
        "a column compared with what it never holds",
        arguments: [
            "Vendor.where { $0.name == 5 }", "Vendor.where { $0.email > 5 }", "Vendor.where { $0.name == nil }",
            "Vendor.where { $0.name != nil }", "Vendor.where { $0.id == Driver.ID(rawValue: UUID()) }",
            "Driver.where { $0.vendorID == Driver.ID(rawValue: UUID()) }", "Driver.where { $0.id == $0.vendorID }",
            "Vendor.where { $0.id == UUID() }", "Vendor.where { _ in Driver.columns.vendorID == vendor }",
            "Vendor.where { $0.name }", "Vendor.order { _ in Driver.columns.id }",
        ])
    func comparison(query: String) async throws {
        let errors = try await Self.errors("let vendor = Vendor.ID(rawValue: UUID())\n_ = \(query)\n_ = vendor")
        #expect(!errors.isEmpty)
    }

    @Test("a draft with the tenant, with a key that the server makes, or without what has no default")
    func drafts() async throws {
        let drafts = ["tenantID: tenant, name: \"a\"", "id: .init(rawValue: UUID()), name: \"a\"", "email: nil"]
        for draft in drafts {
            let errors = try await Self.errors("_ = Vendor.Draft(\(draft))")
            #expect(errors.contains { $0.contains("argument") }, "\(errors)")
        }
    }

    private static func demandEqualScopes(_ errors: [String]) -> Bool {
        errors.contains {
            $0.contains("'GlobalScope'") && $0.contains("'TenantScope'") && $0.contains("be equivalent")
        }
    }

    private static func errors(_ body: String) async throws -> [String] {
        try await SnippetCompiler.errors(in: body, declarations: tables)
    }
}
