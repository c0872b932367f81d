import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A connection that ends right after a statement's answer")
struct EndAfterAnswerTests {
    @Test("in a transaction: the answer stands for the closure, the transaction is rolled back")
    func inTransaction() {
        var machine = TransactionStateMachine()
        #expect(machine.succeeded(commandTag: "INSERT 0 1", status: .unknown) == nil)
        let refusal = #expect(throws: DatabaseError.self) {
            try machine.leadOfStatement(TransactionMode(access: .readWrite))
        }
        #expect(refusal?.code == .connectionLost)
        guard case .giveUp(let error) = machine.end(bodySucceeded: true, isCancelled: false) else {
            Issue.record("it was not given up")
            return
        }
        #expect(error?.code == .connectionLost)
        #expect(error?.outcome == .rolledBack)
    }

    @Test("a statement that is a transaction by itself: it is done, and the next one is refused")
    func autocommit() {
        var machine = AutocommitStateMachine(access: .readWrite)
        #expect(machine.succeeded(commandTag: "UPDATE 1", status: .unknown) == nil)
        guard case .refuse(let error) = machine.stepForStatement("SELECT 1", isReadOnlyByDefault: false) else {
            Issue.record("a statement was let through")
            return
        }
        #expect(error.code == .connectionLost)
        #expect(error.outcome == .notApplied)
    }
}
