import DataAccess
import FoundationEssentials
import PostgresDriver
import Testing

@Suite("The guide's sessions")
struct SessionsGuide {
    private let tenant = TenantID(UUID())

    @Test("read and write for a tenant")
    func tenants() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: sessions
            let id: Int = try await database.write(for: tenant) { session in
                let made = try await session.query(
                    "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), \("Call back")) RETURNING id")
                return try made[0].decode("id")
            }
            let bodies = try await database.read(for: tenant) { session in
                try await session.query("SELECT body FROM notes WHERE id = \(id)").map {
                    try $0.decode(String.self, at: 0)
                }
            }
            #expect(bodies == ["Call back"])
            // end
            let others = try await database.read(for: TenantID(UUID())) {
                try await $0.query("SELECT 1 FROM notes").count
            }
            #expect(others == 0)
        }
    }

    @Test("stream rows")
    func streams() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            try await database.write(for: tenant) { session in
                try await session.execute(
                    "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'Call back')")
            }
            // snippet: streams
            let longest = try await database.read(for: tenant, options: .init(timeout: .after(.seconds(60)))) {
                session in
                try await session.stream("SELECT body FROM notes") { rows in
                    var longest = 0
                    for try await row in rows { longest = max(longest, try row.decode(String.self).count) }
                    return longest
                }
            }
            #expect(longest == "Call back".count)
            // end
        }
    }

    @Test("have a lane beside them")
    func lane() async throws {
        try await withTools({ $0.lane = LaneConfiguration(connections: 1) }) {
            (database, fixture, tenant) async throws in
            try await fixture.asSuperuser(
                "INSERT INTO tools (tenant_id, name, price) VALUES (\(tenant.rawValue), 'Saw', 30)")
            // snippet: lane
            let saw = try await database.lane.first(Tool.where { $0.name == "Saw" }, for: tenant)
            #expect(saw?.price == 30)
            // end
        }
    }

    @Test("serve existing code")
    func existingCode() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: existing-code
            let notes = try await Database.withTenant(tenant) {
                try await database.query("SELECT id, body FROM notes ORDER BY id")
            }
            #expect(notes.isEmpty)

            let refused = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
            #expect(refused?.code == .tenantMissing)
            // end
        }
    }

    @Test("may be one snapshot, and may be tried again")
    func options() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: options
            let counts = try await database.read(for: tenant, options: .init(isolation: .repeatableRead)) { session in
                let all: Int = try await session.query("SELECT count(*) FROM notes")[0].decode(at: 0)
                let open: Int = try await session.query("SELECT count(*) FROM notes WHERE body <> 'done'")[0].decode(
                    at: 0)
                return (all, open)
            }
            #expect(counts == (0, 0))

            let careful = TransactionOptions(
                isolation: .serializable, timeout: .after(.seconds(2)), retry: Retry(attempts: 3))
            try await database.write(for: tenant, options: careful) { session in
                try await session.execute("UPDATE notes SET body = 'done'")
            }
            // end
        }
    }

    @Test("throw what went wrong")
    func errors() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: errors
            do {
                try await database.write(for: tenant) { session in
                    try await session.execute("INSERT INTO notes (tenant_id) VALUES (\(UUID()))")
                }
            } catch let error as DatabaseError {
                #expect(error.sqlState == .insufficientPrivilege)
                #expect(error.outcome == .rolledBack)
                #expect(!error.isRetrySafe)
            }
            // end
            let rows = try await database.read(for: tenant) { try await $0.query("SELECT 1 FROM notes").count }
            #expect(rows == 0)
        }
    }

    @Test("have savepoints and batches")
    func savepoints() async throws {
        try await withDatabase { (database, fixture) async throws in
            let tenant = tenant
            // snippet: savepoints
            try await database.write(for: tenant) { session in
                try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'once')")
                do {
                    try await session.savepoint { session in
                        try await session.execute(
                            "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'once')")
                    }
                } catch let error as DatabaseError where error.sqlState == .uniqueViolation {
                    try await session.execute("UPDATE notes SET body = 'twice' WHERE body = 'once'")
                }
            }
            // end
            let twice = try await database.read(for: tenant) { try await $0.query("SELECT body FROM notes") }
            #expect(try twice[0].decode(String.self, at: 0) == "twice")
            // snippet: batch
            let results = try await database.write(
                for: tenant, batch: ["UPDATE notes SET body = 'done' RETURNING id", "SELECT count(*) FROM notes"])
            #expect(results[0].affectedRows == 1)
            // end
        }
    }

    @Test("within another one are refused")
    func nested() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: nested
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant) { _ in
                    _ = try await database.read(for: tenant) { try await $0.query("SELECT 1") }
                }
            }
            #expect(error?.code == .nestedSession)
            // end
        }
    }

    @Test("can be asked about when the answer to COMMIT was lost")
    func outcome() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            // snippet: outcome
            let id = try await database.write(for: tenant, options: .init(tracksOutcome: true)) { session in
                try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'kept')")
                return session.transactionID
            }
            let transaction = try #require(id)
            #expect(try await database.outcome(of: transaction) == .committed)
            // end
        }
    }
}
