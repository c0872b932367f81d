import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Statements that are each a transaction")
struct AutocommitTests {
    let connection = ScriptedConnection()
    let setTenant = "SELECT set_config('app.current_tenant_id', $1, true)"
    let tenant = TenantID(UUID())

    init() {
        connection.reportReadOnlyByDefault(true)
    }

    func session(_ access: TransactionMode.Access = .readOnly) -> Autocommit<ScriptedConnection> {
        Autocommit(on: connection, mode: TransactionMode(access: access, tenant: tenant), trace: .quiet)
    }

    @Test("a read is one round trip: the statement under its tenant, without BEGIN and COMMIT")
    func oneRoundTrip() async throws {
        let session = session()
        _ = try await session.run("SELECT 1")
        _ = try await session.run("SELECT 2")
        #expect(connection.sent == [["SELECT 1"], ["SELECT 2"]])
        let scope = TransactionScope(["app.current_tenant_id": tenant.description])
        #expect(connection.scopes == [scope, scope])
        #expect(session.end() == .reusable)
    }

    @Test("without a tenant nothing is set, until a statement may have left something behind: then it is emptied")
    func globalScope() async throws {
        let none = TransactionScope(["app.current_tenant_id": ""])
        for expected in [[nil, none, none], [none, none, none]] {
            let session = Autocommit(
                on: connection, mode: TransactionMode(access: .readOnly, tenant: nil), trace: .quiet)
            let sent = connection.scopes.count
            for text in ["SELECT 1", "SELECT f()", "SELECT 1"] { _ = try await session.run(SQL(verbatim: text)) }
            #expect(Array(connection.scopes[sent...]) == expected)
        }
    }

    @Test("where the pool writes, and behind a pooler, it is always emptied")
    func globalScopeElsewhere() async throws {
        var mode = TransactionMode(access: .readWrite, tenant: nil)
        _ = try await Autocommit(on: connection, mode: mode, trace: .quiet).run("SELECT 1")
        #expect(connection.scopes == [TransactionScope(["app.current_tenant_id": ""])])
        mode.access = .readOnly
        mode.pooler = .transaction
        _ = try await Autocommit(on: connection, mode: mode, trace: .quiet).run("SELECT 1")
        #expect(connection.sent.last == ["BEGIN READ ONLY", setTenant, "SELECT 1", "COMMIT"])
    }

    @Test("where the server does not say that it is read-only by default, BEGIN READ ONLY does, in the same round trip")
    func bracketed() async throws {
        connection.reportReadOnlyByDefault(false)
        let session = session()
        _ = try await session.run("SELECT 1")
        #expect(connection.sent == [["BEGIN READ ONLY", setTenant, "SELECT 1", "COMMIT"]])
        #expect(session.end() == .reusable)
    }

    @Test(
        "what could commit and begin again is bracketed too",
        arguments: [
            "DO $$ BEGIN COMMIT; END $$", "CALL p()", "SET a = 1", "/* */ SELECT 1", "EXPLAIN ANALYZE SELECT 1",
        ])
    func notPlain(statement: String) async throws {
        _ = try await session().run(SQL(verbatim: statement))
        #expect(connection.sent == [["BEGIN READ ONLY", setTenant, statement, "COMMIT"]])
    }

    @Test("once a statement has lifted the default, the next is bracketed and the connection is not used again")
    func liftedDefault() async throws {
        let session = session()
        _ = try await session.run("SELECT set_config('default_transaction_read_only', 'off', false)")
        connection.reportReadOnlyByDefault(false)
        _ = try await session.run("SELECT 1")
        #expect(connection.sent.last == ["BEGIN READ ONLY", setTenant, "SELECT 1", "COMMIT"])
        #expect(session.end() == .changed)
    }

    @Test("the default lifted by the last statement is seen at the end")
    func liftedLast() async throws {
        let session = session()
        _ = try await session.run("SELECT set_config('default_transaction_read_only', 'off', false)")
        connection.reportReadOnlyByDefault(false)
        #expect(session.end() == .changed)
    }

    @Test("a failed statement leaves the session usable, bracketed or not", arguments: [true, false])
    func failureIsNotTheEnd(isReadOnlyByDefault: Bool) async throws {
        connection.reportReadOnlyByDefault(isReadOnlyByDefault)
        connection.answer("SELECT 1 / 0", with: .failure(.server(.divisionByZero)))
        let session = session()
        let error = await #expect(throws: DatabaseError.self) { try await session.run("SELECT 1 / 0") }
        #expect(error?.sqlState == .divisionByZero)
        #expect(connection.transactionStatus == .idle)
        _ = try await session.run("SELECT 1")
        #expect(session.end() == .reusable)
    }

    @Test("a bracket whose COMMIT rolled back is an error")
    func bracketTag() async throws {
        connection.reportReadOnlyByDefault(false)
        connection.answer("COMMIT", with: .success(.init(commandTag: "ROLLBACK")))
        let session = session()
        let error = await #expect(throws: DatabaseError.self) { try await session.run("SELECT 1") }
        #expect(error?.code == .commitFailed)
    }

    @Test("several statements are one round trip and one transaction")
    func batch() async throws {
        _ = try await session().run(batch: ["SELECT 1", "SELECT 2"])
        #expect(connection.sent == [["SELECT 1", "SELECT 2"]])
        #expect(connection.scopes.count == 1)
    }

    @Test(
        "COMMIT, ROLLBACK or BEGIN as a statement is an error, and so is what follows",
        arguments: ["COMMIT", "ROLLBACK", "BEGIN"])
    func transactionControl(statement: String) async throws {
        let session = session(.readWrite)
        let error = await #expect(throws: DatabaseError.self) { try await session.run(SQL(verbatim: statement)) }
        #expect(error?.code == .invalidStatement)
        let next = await #expect(throws: DatabaseError.self) { try await session.run("SELECT 1") }
        #expect(next?.code == .invalidStatement)
        #expect(connection.sent.count == 1)
    }

    @Test("a connection lost under way: nothing applied by a read, unknown for a write")
    func lost() async throws {
        connection.answer(
            "SELECT 1", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        let read = await #expect(throws: DatabaseError.self) { try await session().run("SELECT 1") }
        #expect(read?.outcome == .notApplied)
        #expect(read?.isRetrySafe == true)
        let write = await #expect(throws: DatabaseError.self) { try await session(.readWrite).run("SELECT 1") }
        #expect(write?.code == .commitOutcomeUnknown)
        #expect(write?.outcome == .unknown)
        #expect(write?.isRetrySafe == false)
    }

    @Test("kept past its closure it throws .sessionEnded and sends nothing")
    func ended() async throws {
        let session = session()
        _ = session.end()
        let error = await #expect(throws: DatabaseError.self) { try await session.run("SELECT 1") }
        #expect(error?.code == .sessionEnded)
        #expect(connection.sent == [])
    }

    @Test("a write refused as read-only says that the pool leads to another server than the primary")
    func readOnlyServer() async throws {
        connection.answer("UPDATE", with: .failure(.server(.readOnlySQLTransaction)))
        let write = session(.readWrite)
        _ = try? await write.run("UPDATE")
        #expect(write.end() == .leadsToReadOnlyServer)
        let read = session()
        _ = try? await read.run("UPDATE")
        #expect(read.end() == .reusable)
    }
}
