import FoundationEssentials
import Logging
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A transaction")
struct TransactionTests {
    let connection = ScriptedConnection()
    let setTenant = "SELECT set_config('app.current_tenant_id', $1, true)"

    func transaction(_ access: TransactionMode.Access = .readWrite) -> Transaction<ScriptedConnection> {
        Transaction(
            on: connection, mode: TransactionMode(access: access, tenant: TenantID(UUID())), trace: .quiet,
            deadlines: TransactionDeadlines())
    }

    @Test("BEGIN, the tenant and the first statement leave in one round trip; COMMIT in a second")
    func oneRoundTrip() async throws {
        let transaction = transaction(.readOnly)
        _ = try await transaction.run("SELECT 1")
        _ = try await transaction.run("SELECT 2")
        try await transaction.finish()
        #expect(connection.sent == [["BEGIN READ ONLY", setTenant, "SELECT 1"], ["SELECT 2"], ["COMMIT"]])
    }

    @Test("a session without a statement costs no round trip")
    func nothingToDo() async throws {
        try await transaction().finish()
        await transaction().abandon()
        #expect(connection.sent == [])
    }

    @Test("defect 6: the COMMIT tag is checked: ROLLBACK in its place is an error")
    func commitTagChecked() async throws {
        connection.answer("COMMIT", with: .success(.init(commandTag: "ROLLBACK")))
        let transaction = transaction()
        _ = try await transaction.run("UPDATE t SET a = 1")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.finish() }
        #expect(error?.code == .commitFailed)
        #expect(error?.outcome == .rolledBack)
    }

    @Test("a failed statement whose error is swallowed is never a silent rollback")
    func swallowedErrorIsReported() async throws {
        connection.answer("INSERT", with: .failure(.server(.uniqueViolation)))
        let transaction = transaction()
        _ = try await transaction.run("SELECT 1")
        _ = try? await transaction.run("INSERT")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.finish() }
        #expect(error?.code == .commitFailed)
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.outcome == .rolledBack)
        #expect(connection.sent.last == ["ROLLBACK"])
        #expect(connection.transactionStatus == .idle)
    }

    @Test("after a failed statement the next is refused without a round trip")
    func refusesAfterFailure() async throws {
        connection.answer("INSERT", with: .failure(.server(.uniqueViolation)))
        let transaction = transaction()
        _ = try? await transaction.run("INSERT")
        let trips = connection.sent.count
        let error = await #expect(throws: DatabaseError.self) { try await transaction.run("SELECT 1") }
        #expect(error?.sqlState == .inFailedSQLTransaction)
        #expect(connection.sent.count == trips)
    }

    @Test("a failed first statement is the error thrown, not the skipped rest")
    func firstErrorOfPipeline() async throws {
        connection.answer(setTenant, with: .failure(.server(.insufficientPrivilege)))
        let error = await #expect(throws: DatabaseError.self) { try await transaction().run("SELECT 1") }
        #expect(error?.sqlState == .insufficientPrivilege)
    }

    @Test("defect 1: an error keeps its SQLSTATE, so that a retry on 40001 can happen")
    func keepsSQLState() async throws {
        connection.answer("UPDATE", with: .failure(.server(.serializationFailure)))
        let transaction = transaction()
        let error = await #expect(throws: DatabaseError.self) { try await transaction.run("UPDATE") }
        #expect(error?.sqlState == .serializationFailure)
        #expect(error?.outcome == .rolledBack)
        #expect(error?.isRetrySafe == true)
    }

    @Test("defect 3: a failed ROLLBACK masks nothing and leaves the connection for the pool to close")
    func failedRollback() async throws {
        connection.answer("ROLLBACK", with: .failure(DatabaseError(.connectionLost)), status: .unknown)
        let transaction = transaction()
        _ = try await transaction.run("SELECT 1")
        await transaction.abandon()
        #expect(connection.sent.last == ["ROLLBACK"])
        #expect(connection.transactionStatus == .unknown)
    }

    @Test("a connection lost at COMMIT: the outcome is unknown and no retry is safe")
    func lostAtCommit() async throws {
        connection.answer("COMMIT", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        let transaction = transaction()
        _ = try await transaction.run("UPDATE")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.finish() }
        #expect(error?.code == .commitOutcomeUnknown)
        #expect(error?.outcome == .unknown)
        #expect(error?.isRetrySafe == false)
    }

    @Test("a connection lost before COMMIT: rolled back for certain, although the error was swallowed")
    func lostBeforeCommit() async throws {
        connection.answer(
            "UPDATE", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        let transaction = transaction()
        _ = try await transaction.run("SELECT 1")
        _ = try? await transaction.run("UPDATE")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.finish() }
        #expect(error?.code == .connectionLost)
        #expect(error?.outcome == .rolledBack)
        #expect(connection.sent.last == ["UPDATE"])
    }

    @Test(
        "COMMIT or ROLLBACK as a statement is an error, and so is the session's end", arguments: ["COMMIT", "ROLLBACK"])
    func transactionControl(statement: String) async throws {
        let transaction = transaction()
        _ = try await transaction.run("SELECT 1")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.run(SQL(verbatim: statement)) }
        #expect(error?.code == .invalidStatement)
        #expect(error?.outcome == .unknown)
        await #expect(throws: DatabaseError.transactionTakenOver) { try await transaction.finish() }
    }

    @Test("a statement that changes the session for good costs the pool the connection")
    func sessionState() async throws {
        let transaction = transaction()
        _ = try await transaction.run("SELECT 1")
        #expect(transaction.fate == .reusable)
        _ = try await transaction.run("SET statement_timeout = 0")
        #expect(transaction.fate == .changed)
    }

    @Test("kept past its closure it throws .sessionEnded and sends nothing")
    func ended() async throws {
        let transaction = transaction()
        try await transaction.finish()
        let error = await #expect(throws: DatabaseError.self) { try await transaction.run("SELECT 1") }
        #expect(error?.code == .sessionEnded)
        #expect(connection.sent == [])
    }

    @Test("cancelled before COMMIT: rolled back although the task is cancelled")
    func cancelledBeforeCommit() async throws {
        let connection = connection
        let task = Task {
            let transaction = Transaction(
                on: connection, mode: TransactionMode(access: .readWrite, tenant: nil), trace: .quiet,
                deadlines: TransactionDeadlines())
            _ = try await transaction.run("UPDATE")
            withUnsafeCurrentTask { $0?.cancel() }
            try await transaction.finish()
        }
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(error?.outcome == .rolledBack)
        #expect(connection.sent.last == ["ROLLBACK"])
    }

    @Test("a batch of its own goes from BEGIN to COMMIT in one round trip")
    func wholeBatch() async throws {
        let replies = try await transaction().commit(batch: ["UPDATE a", "UPDATE b"])
        #expect(replies.map(\.commandTag) == ["UPDATE", "UPDATE"])
        #expect(connection.sent == [["BEGIN", setTenant, "UPDATE a", "UPDATE b", "COMMIT"]])
    }

    @Test("a batch whose statement fails is rolled back; one whose COMMIT rolled back is an error")
    func failedBatch() async throws {
        connection.answer("UPDATE", with: .failure(.server(.uniqueViolation)))
        let error = await #expect(throws: DatabaseError.self) {
            try await transaction().commit(batch: ["UPDATE", "SELECT 1"])
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.outcome == .rolledBack)
        #expect(connection.sent.last == ["ROLLBACK"])
        connection.answer("COMMIT", with: .success(.init(commandTag: "ROLLBACK")))
        let atCommit = await #expect(throws: DatabaseError.self) { try await transaction().commit(batch: ["SELECT 1"]) }
        #expect(atCommit?.code == .commitFailed)
    }

    @Test("a connection lost during a batch of its own: unknown, since COMMIT was on its way too")
    func lostBatch() async throws {
        connection.answer(
            "UPDATE", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        let error = await #expect(throws: DatabaseError.self) { try await transaction().commit(batch: ["UPDATE"]) }
        #expect(error?.code == .commitOutcomeUnknown)
        #expect(error?.outcome == .unknown)
    }

    @Test("a failed ROLLBACK TO ends the transaction and masks nothing")
    func failedRollbackTo() async throws {
        connection.answer("FAIL", with: .failure(.server(.uniqueViolation)))
        connection.answer("ROLLBACK TO SAVEPOINT dal_1", with: .failure(.server(.invalidParameterValue)))
        let transaction = transaction()
        let savepoint = try transaction.beginSavepoint()
        _ = try? await transaction.run("FAIL")
        await transaction.rollBack(to: savepoint)
        let next = await #expect(throws: DatabaseError.self) { try await transaction.run("SELECT 1") }
        #expect(next?.sqlState == .inFailedSQLTransaction)
        await #expect(throws: DatabaseError.self) { try await transaction.finish() }
        #expect(connection.transactionStatus == .idle)
    }

    @Test("a connection lost while the closure itself says COMMIT: nobody knows")
    func lostInOwnCommit() async throws {
        connection.answer(
            "COMMIT", with: .failure(DatabaseError(.connectionLost, outcome: .unknown)), status: .unknown)
        let transaction = transaction()
        _ = try await transaction.run("UPDATE")
        let error = await #expect(throws: DatabaseError.self) { try await transaction.run("COMMIT") }
        #expect(error?.outcome == .unknown)
    }

    @Test("a global session empties the tenant, so that one left behind has no effect")
    func globalSessionHasNoTenant() {
        #expect(
            TransactionMode(access: .readOnly, tenant: nil).opening.last
                == "SELECT set_config('app.current_tenant_id', \(""), true)")
    }
}
