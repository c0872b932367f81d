import DataAccess
import FoundationEssentials
import PostgresDriver
import TestSupport

/// One of many who work for random tenants over the same few connections, and look whether a row of another's appears.
struct TenantClient {
    /// What was seen.
    struct Count: Sendable {
        /// Operations that came to their end.
        var finished = 0
        /// Operations that were cancelled, or failed as they were meant to.
        var interrupted = 0
        /// Rows that came back, each the tenant's own.
        var rows = 0
        /// Rows of somebody else's.
        var foreign = 0
    }

    private enum Operation: CaseIterable {
        case read, readTwice, readWithoutSession, readGlobal, write, update, delete
        case writeForAnother, failingStatement, failingClosure
    }

    private struct OwnError: Error {}

    let database: Database
    let tenants: [TenantID]
    var generator: SeededGenerator
    private(set) var count = Count()

    init(_ database: Database, _ tenants: [TenantID], _ generator: SeededGenerator) {
        self.database = database
        self.tenants = tenants
        self.generator = generator
    }

    /// Does one piece of work for one tenant; every third is cancelled at a random moment.
    mutating func step() async throws {
        let tenant = tenants[generator.below(tenants.count)]
        let other = tenants[generator.below(tenants.count)]
        let operation = Operation.allCases[generator.below(Operation.allCases.count)]
        // Not structured, because a task of its own is what is cancelled here.
        let task = Task { [database] in try await Self.run(operation, for: tenant, besides: other, on: database) }
        if generator.isOne(in: 3) {
            for _ in 0..<generator.below(100) { await Task.yield() }
            task.cancel()
        }
        do {
            let owners = try await task.value
            count.finished += 1
            let foreign = owners.count { $0 != tenant.rawValue }
            count.foreign += foreign
            count.rows += owners.count - foreign
        } catch is CancellationError {
            count.interrupted += 1
        } catch is OwnError {
            count.interrupted += 1
        } catch let error as DatabaseError where Self.isMeant(error) {
            count.interrupted += 1
        }
    }

    private static func isMeant(_ error: DatabaseError) -> Bool {
        switch error.sqlState {
        case .divisionByZero, .insufficientPrivilege: true
        default: error.code == .cancelled
        }
    }

    /// Whose rows came back.
    private static func run(
        _ operation: Operation, for tenant: TenantID, besides other: TenantID, on database: Database
    ) async throws -> [UUID] {
        let read: SQL = "SELECT tenant_id FROM notes ORDER BY id DESC LIMIT 20"
        switch operation {
        case .read:
            return try await database.read(for: tenant) { try await $0.query(read).owners }
        case .readTwice:
            return try await database.read(for: tenant) { session in
                try await session.query(read).owners + session.query(read).owners
            }
        case .readWithoutSession:
            return try await Database.withTenant(tenant) { try await database.query(read).owners }
        case .readGlobal:
            return try await database.readGlobal { try await $0.query(read).owners }
        case .write:
            return try await database.write(for: tenant) { try await $0.query(insertion(of: tenant)).owners }
        case .update:
            return try await database.write(for: tenant) { session in
                try await session.query("UPDATE notes SET body = body || '.' RETURNING tenant_id").owners
            }
        case .delete:
            return try await database.write(for: tenant) { session in
                try await session.query(
                    "DELETE FROM notes WHERE id IN (SELECT id FROM notes OFFSET 3) RETURNING tenant_id"
                ).owners
            }
        case .writeForAnother:
            return try await database.write(for: tenant) { try await $0.query(insertion(of: other)).owners }
        case .failingStatement:
            return try await database.write(for: tenant) { session in
                _ = try await session.query(insertion(of: tenant))
                return try await session.query("SELECT tenant_id FROM notes WHERE 1 / \(0)::int8 = 1").owners
            }
        case .failingClosure:
            return try await database.write(for: tenant) { session in
                _ = try await session.query(insertion(of: tenant))
                throw OwnError()
            }
        }
    }

    /// A row whose text says for whom it was written.
    private static func insertion(of tenant: TenantID) -> SQL {
        let body = "\(tenant) \(UUID())"
        return "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), \(body)) RETURNING tenant_id"
    }
}

extension QueryResult {
    fileprivate var owners: [UUID] {
        get throws { try map { row in try row.decode(UUID.self, at: 0) } }
    }
}
