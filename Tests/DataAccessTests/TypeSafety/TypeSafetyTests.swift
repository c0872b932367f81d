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
                print(rows.count, made, batch.count, part)
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
