import DataAccessTesting
import FoundationEssentials
import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("The outcome of a COMMIT that was not answered, on a real server", .timeLimit(.minutes(2)))
struct OutcomeTests {
    let tracked = TransactionOptions(tracksOutcome: true)

    /// Has the server kill a connection that inserts, while it commits.
    private func dieAtCommit(_ fixture: RoleFixture) async throws {
        try await fixture.asSuperuser(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """,
            """
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION die()
            """)
    }

    @Test("lost before it took effect: rolled back for certain, by what the server says")
    func rolledBack() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await dieAtCommit(fixture)
            let tenant = TenantID(UUID())
            let insert: SQL = "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')"
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant, options: tracked) { try await $0.execute(insert) }
            }
            #expect(error?.outcome == .rolledBack)
            #expect(error?.isRetrySafe == true)
            let inBatch = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant, batch: [insert], options: tracked)
            }
            #expect(inBatch?.outcome == .rolledBack)
            #expect(try await fixture.rows() == 0)
        }
    }

    @Test("without tracking it stays unknown")
    func untracked() async throws {
        try await withDatabase { (database, fixture) async throws in
            try await dieAtCommit(fixture)
            let tenant = TenantID(UUID())
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(
                    for: tenant, batch: ["INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')"])
            }
            #expect(error?.code == .commitOutcomeUnknown)
            #expect(error?.transactionID == nil)
        }
    }

    @Test("the server remembers what became of a transaction, and says so to whoever has its identifier")
    func asked() async throws {
        try await withDatabase { (database, _) async throws in
            struct Mine: Error {}
            let committed = try await database.writeGlobal(options: tracked) { session in
                _ = try await session.query("SELECT 1")
                return session.transactionID
            }
            var undone: TransactionID?
            await #expect(throws: Mine.self) {
                try await database.writeGlobal(options: tracked) { session in
                    _ = try await session.query("SELECT 1")
                    undone = session.transactionID
                    throw Mine()
                }
            }
            let first = try #require(committed)
            let second = try #require(undone)
            #expect(try await database.outcome(of: first) == .committed)
            #expect(try await database.outcome(of: second) == .rolledBack)
            let elsewhere = TransactionID(number: first.number, timeline: first.timeline + 1)
            #expect(try await database.outcome(of: elsewhere) == .forgotten)
            let untracked = try await database.writeGlobal { session in
                _ = try await session.query("SELECT 1")
                return session.transactionID
            }
            #expect(untracked == nil)
        }
    }

    @Test("the identifier is recorded with the first statement, and stands in the error of an unanswered COMMIT")
    func identifier() async throws {
        let connection = ScriptedConnection()
        connection.answer("COMMIT", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        connection.answer(
            "SELECT pg_current_xact_id()::text, left(pg_walfile_name(pg_current_wal_lsn()), 8)",
            with: .success(.init(commandTag: "SELECT 1", row: ["7412", "0000000A"])))
        let mode = TransactionMode(access: .readWrite, tenant: nil, tracksOutcome: true)
        let transaction = Transaction(
            on: connection, mode: mode, trace: .quiet, deadlines: TransactionDeadlines())
        _ = try await transaction.run("UPDATE")
        #expect(transaction.identifier == TransactionID(number: 7412, timeline: 10))
        let unknown = try await transaction.finishOrUnknown()
        #expect(unknown?.transactionID == TransactionID(number: 7412, timeline: 10))
    }

    @Test("committed, but the network swallowed the answer: a success, and the closure's value is returned")
    func answerSwallowed() async throws {
        try await withRoles { (fixture) async throws in
            let server = fixture.database.server.server
            let proxy = try FaultProxy(to: .unixSocket("\(server.socketDirectory)/.s.PGSQL.\(server.port)"))
            defer { proxy.stop() }
            var configuration = fixture.configuration
            configuration.endpoint = .tcp(host: "127.0.0.1", port: proxy.port)
            configuration.tls = .disabled
            try await withRunning(configuration) { (database) async throws in
                let tenant = TenantID(UUID())
                async let repaired: Void = repair(proxy, onceRowsOf: fixture)
                let value = try await database.write(for: tenant, options: tracked) { session in
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')")
                    proxy.follow(toClient: .now(.stall))
                    return 42
                }
                try await repaired
                #expect(value == 42)
                #expect(try await fixture.rows() == 1)
            }
        }
    }

    /// Waits until a row was committed whose client does not know it, cuts every connection, and lets new ones through.
    private func repair(_ proxy: FaultProxy, onceRowsOf fixture: RoleFixture) async throws {
        try await until { try await fixture.rows() == 1 }
        proxy.follow(.now(.reset))
        try await until { proxy.traffic.open == 0 }
        proxy.follow(.faithful)
    }
}
