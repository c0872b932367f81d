import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Short reads that share connections", .timeLimit(.minutes(2)))
struct ReadLaneTests {
    private let pid: SQL = """
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%readonly lane'
        """
    private let waiting: SQL = """
        SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
        WHERE NOT l.granted AND d.datname = current_database()
        """

    @Test("requests of two tenants, interleaved on one connection, never see each other's rows")
    func tenants() async throws {
        try await withLane { (database, fixture, tenant) async throws in
            let other = TenantID(UUID())
            for (owner, name) in [(tenant, "Hammer"), (other, "Saw")] {
                try await fixture.asSuperuser(
                    "INSERT INTO tools (tenant_id, name) VALUES (\(owner.rawValue), \(name))")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<20 {
                    group.addTask {
                        for round in 0..<50 {
                            let isFirst = (task + round).isMultiple(of: 2)
                            let names = try await database.lane.fetch(Tool.all, for: isFirst ? tenant : other)
                                .map(\.name)
                            #expect(names == [isFirst ? "Hammer" : "Saw"])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await fixture.connections(pid).count == 1)
            #expect(database.poolStatistics()[.readonly]?.totals.leases == 0)
            #expect(database.recentQueries().count == 1000)
        }
    }

    @Test("one row by a condition, none, and a session goes on beside it")
    func first() async throws {
        try await withLane { (database, fixture, tenant) async throws in
            try await fixture.asSuperuser("INSERT INTO tools (tenant_id, name) VALUES (\(tenant.rawValue), 'Saw')")
            try await database.read(for: tenant) { session in
                let found = try await database.lane.first(Tool.where { $0.name == "Saw" }, for: tenant)
                #expect(found?.name == "Saw")
                let none = try await database.lane.first(Tool.where { $0.name == "Axe" }, for: tenant)
                #expect(none == nil)
                let count = try await session.count(Tool.all)
                #expect(count == 1)
            }
        }
    }

    @Test("what could leave something behind on the connection, or needs one, is refused")
    func refused() async throws {
        try await withLane { (database, _, tenant) async throws in
            let reads = [
                Tool.where { _ in .sql("set_config('app.current_tenant_id', '', false) = ''") },
                Tool.where { _ in .sql("pg_advisory_lock(1) IS NULL") }, Tool.all.locked(.forUpdate),
            ]
            for read in reads {
                let error = await failure { _ = try await database.lane.fetch(read, for: tenant) }
                #expect(error?.code == .invalidStatement)
            }
            #expect(database.recentQueries().isEmpty)
        }
    }

    @Test("a cancelled request is answered at once, its answer is dropped, and those behind it get theirs")
    func cancelled() async throws {
        try await withLane { (database, fixture, tenant) async throws in
            try await fixture.database.withConnection { (blocker) async throws in
                try await blocker.query("BEGIN")
                try await blocker.query("LOCK TABLE tools IN ACCESS EXCLUSIVE MODE")
                let cancelled = Task { try await database.lane.fetch(Tool.all, for: tenant) }
                try await until { try await fixture.connections(waiting).count == 1 }
                let behind = Task { try await database.lane.fetch(Tool.all, for: tenant).count }
                cancelled.cancel()
                let error = await #expect(throws: DatabaseError.self) { try await cancelled.value }
                #expect(error?.code == .cancelled)
                #expect(error?.outcome == .notApplied)
                try await blocker.query("COMMIT")
                #expect(try await behind.value == 0)
            }
        }
    }

    @Test("a read that takes too long is ended by the server")
    func timeout() async throws {
        try await withLane({ $0.timeout = .milliseconds(50) }) { (database, fixture, tenant) async throws in
            try await fixture.database.withConnection { (blocker) async throws in
                try await blocker.query("BEGIN")
                try await blocker.query("LOCK TABLE tools IN ACCESS EXCLUSIVE MODE")
                let error = await failure { _ = try await database.lane.fetch(Tool.all, for: tenant) }
                #expect(error?.code == .timedOut)
                #expect(error?.isRetrySafe == true)
                try await blocker.query("COMMIT")
            }
            #expect(try await database.lane.fetch(Tool.all, for: tenant).isEmpty)
        }
    }

    @Test("a lost connection fails what was under way, as safe to retry, and the next read opens another")
    func lostConnection() async throws {
        try await withLane { (database, fixture, tenant) async throws in
            try await fixture.database.withConnection { (blocker) async throws in
                try await blocker.query("BEGIN")
                try await blocker.query("LOCK TABLE tools IN ACCESS EXCLUSIVE MODE")
                let lost = Task { try await database.lane.fetch(Tool.all, for: tenant) }
                try await until { try await fixture.connections(waiting).count == 1 }
                _ = try await fixture.connections("SELECT pg_terminate_backend(pid) FROM (\(pid)) AS lane")
                let error = await #expect(throws: DatabaseError.self) { try await lost.value }
                #expect(error?.isRetrySafe == true)
                try await blocker.query("COMMIT")
            }
            #expect(try await database.lane.fetch(Tool.all, for: tenant).isEmpty)
        }
    }

    @Test("after a rotation the next read opens another connection")
    func rotation() async throws {
        try await withLane { (database, fixture, tenant) async throws in
            _ = try await database.lane.fetch(Tool.all, for: tenant)
            let before = try await fixture.connections(pid).number
            try database.replaceConnections(of: .readonly)
            _ = try await database.lane.fetch(Tool.all, for: tenant)
            try await until { try await fixture.connections(pid).count == 1 }
            #expect(try await fixture.connections(pid).number != before)
        }
    }

    @Test("without one, and behind a pooler, it is an error")
    func none() async throws {
        try await withTools { database, _, tenant in
            let error = await failure { _ = try await database.lane.fetch(Tool.all, for: tenant) }
            #expect(error?.code == .poolUnavailable)
            #expect(error?.detail?.contains("DB_LANE_SIZE") == true)
        }
        try await withRoles { fixture in
            var configuration = fixture.configuration
            configuration.lane = LaneConfiguration(connections: 1)
            configuration.pooler = .transaction
            let problems = #expect(throws: ConfigurationProblems.self) { try configuration.validate() }
            #expect(problems?.problems.map(\.key) == ["DB_LANE_SIZE"])
        }
    }

    private func withLane(
        _ change: (inout LaneConfiguration) -> Void = { _ in },
        _ body: (Database, RoleFixture, TenantID) async throws -> Void
    ) async throws {
        var lane = LaneConfiguration(connections: 1, inFlight: 8, timeout: .seconds(30))
        change(&lane)
        try await withTools({ $0.lane = lane }, body)
    }
}

extension RoleFixture {
    /// What the superuser sees.
    fileprivate func connections(_ sql: SQL) async throws -> QueryResult {
        try await database.withConnection { try await $0.query(sql) }
    }
}
