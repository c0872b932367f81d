import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A session within another", .timeLimit(.minutes(2)))
struct NestedSessionTests {
    @Test("pain 14, self-deadlock by nested borrow: it throws at once, naming both places")
    func nested() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, _) async throws in
            let outer = #line + 1
            try await database.writeGlobal { _ in
                let inner = #line + 1
                let error = await failure { try await database.writeGlobal { _ in } }
                #expect(error?.code == .nestedSession)
                let places = "DataAccessTests/NestedSessionTests.swift"
                #expect(error?.detail?.hasPrefix("\(places):\(inner) inside \(places):\(outer)") == true)
            }
        }
    }

    @Test("every way to borrow counts, on whichever pool")
    func everyWay() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = TenantID(UUID())
            try await database.readGlobal { _ in
                let codes = [
                    await failure { try await database.read(for: tenant) { _ in } },
                    await failure { try await database.administer { _ in } },
                    await failure { try await database.write(for: tenant, batch: ["SELECT 1"]) },
                    await failure {
                        try await Database.withTenant(tenant) { _ = try await database.query("SELECT 1") }
                    },
                    await failure { _ = try await database.outcome(of: TransactionID(number: 3, timeline: 1)) },
                ].map { $0?.code }
                #expect(codes == Array(repeating: .nestedSession, count: 5))
            }
        }
    }

    @Test("a child task counts, since the closure waits for it; a detached one does not")
    func tasks() async throws {
        try await withDatabase { (database, _) async throws in
            try await database.writeGlobal { _ in
                async let child = failure { try await database.writeGlobal { _ in } }
                #expect(await child?.code == .nestedSession)
                let detached = Task.detached { await failure { try await database.writeGlobal { _ in } } }
                #expect(await detached.value == nil)
            }
        }
    }

    @Test("a task that outlives the session may borrow once the session has ended")
    func outliving() async throws {
        try await withDatabase { (database, _) async throws in
            let (ended, signal) = AsyncStream<Void>.makeStream()
            let task = try await database.writeGlobal { _ in
                Task {
                    for await _ in ended {}
                    return await failure { try await database.writeGlobal { _ in } }
                }
            }
            signal.finish()
            #expect(await task.value == nil)
        }
    }

    @Test("one after the other is no nesting")
    func sequence() async throws {
        try await withDatabase { (database, _) async throws in
            for _ in 0..<3 { try await database.writeGlobal { _ = try await $0.query("SELECT 1") } }
        }
    }
}
