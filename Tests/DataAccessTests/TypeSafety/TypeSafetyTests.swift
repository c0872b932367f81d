import TestSupport
import Testing

@testable import DataAccess

@Suite("What must not compile", .serialized)
struct TypeSafetyTests {
    @Test("the pieces themselves do compile")
    func control() async throws {
        let errors = try await SnippetCompiler.errors(
            in: """
                let rows = try await database.read(for: tenant) { session in try await session.query("SELECT 1") }
                let made = try await database.write(for: tenant) { session in
                    _ = try await session.query("SELECT 1")
                    return try await session.execute("DELETE FROM vendors")
                }
                let batch = try await database.write(for: tenant, batch: ["SELECT 1"])
                let part = try await database.write(for: tenant, options: .init(isolation: .serializable)) { session in
                    try await session.savepoint { try await $0.execute("DELETE FROM vendors") }
                }
                let streamed = try await database.read(for: tenant) { session in
                    try await session.stream("SELECT 1") { rows in
                        for try await row in rows { return try row.decode(Int.self) }
                        return 0
                    }
                }
                let all = try await database.acrossTenants(reason: "billing") { session in
                    _ = try await session.everyTenant.query("SELECT 1")
                    return try await session.global.query("SELECT 1").count
                }
                let own = try await database.write(for: tenant) { try await $0.global.execute("SELECT 1") }
                print(rows.count, made, batch.count, part, streamed, all, own)
                """)
        #expect(errors == [])
    }

    @Test("a write through a read session")
    func writeThroughReadSession() async throws {
        let errors = try await SnippetCompiler.errors(
            in: """
                _ = try await database.read(for: tenant) { session in try await session.execute("DELETE FROM vendors") }
                """)
        #expect(errors.contains { $0.contains("requires that 'Readonly' conform to 'Writes'") })
    }

    @Test("a copy through a read session, or through its view of global tables")
    func copyThroughReadSession() async throws {
        for view in ["session", "session.global"] {
            let errors = try await SnippetCompiler.errors(
                in: """
                    _ = try await database.read(for: tenant) { session in
                        try await \(view).copy([1], into: try Identifier("vendors"), columns: ["id"]) { $1.append($0) }
                    }
                    """)
            #expect(errors.contains { $0.contains("requires that 'Readonly' conform to 'Writes'") }, "\(errors)")
        }
    }

    @Test("a view of every tenant where a session has one tenant, or none")
    func everyTenantOfOne() async throws {
        let errors = try await SnippetCompiler.errors(
            in: "_ = try await database.read(for: tenant) { session in session.everyTenant.tenant }")
        #expect(errors.contains { $0.contains("everyTenant") }, "\(errors)")
    }

    @Test("a savepoint in a read session, which has nothing to undo")
    func savepointOfReadSession() async throws {
        let errors = try await SnippetCompiler.errors(
            in: "try await database.readGlobal { session in try await session.savepoint { _ in } }")
        #expect(errors.contains { $0.contains("requires that 'Readonly' conform to 'Writes'") })
    }

    @Test(
        "a session that escapes",
        arguments: [
            "async let rows = session.query(\"SELECT 1\"); return try await rows.count",
            "Task { try await session.query(\"SELECT 1\") }; return 1",
            "try await withThrowingTaskGroup { $0.addTask { _ = try await session.query(\"SELECT 1\") } }; return 1",
            "try await session.stream(\"SELECT 1\") { rows in Task { for try await _ in rows {} }; return 1 }",
            "let view = session.global; Task { try await view.query(\"SELECT 1\") }; return 1",
        ])
    func escape(body: String) async throws {
        let errors = try await SnippetCompiler.errors(
            in: "_ = try await database.read(for: tenant) { session -> Int in \(body) }")
        #expect(errors.contains { $0.contains("data race") || $0.contains("sending") }, "\(errors)")
    }

    @Test("defect 7: a tenant that is left out: a tenant's session without one")
    func withoutTenant() async throws {
        let errors = try await SnippetCompiler.errors(in: "_ = try await database.read(for: nil) { _ in 1 }")
        #expect(errors.contains { $0.contains("'nil' is not compatible with expected argument type 'TenantID'") })
    }
}
