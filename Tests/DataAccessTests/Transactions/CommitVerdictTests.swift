import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The answer to COMMIT")
struct CommitVerdictTests {
    @Test("means committed with the tag COMMIT alone", arguments: ["ROLLBACK", "BEGIN", "SELECT 1", ""])
    func tag(_ tag: String) {
        #expect(CommitVerdict(commandTag: "COMMIT") == .committed)
        #expect(CommitVerdict(commandTag: tag) != .committed)
    }

    @Test(
        "is unknown when nobody can tell",
        arguments: [
            DatabaseError(.connectionLost, outcome: .unknown), DatabaseError(.protocolViolation),
            DatabaseError(.timedOut), DatabaseError(.cancelled, outcome: .unknown),
            DatabaseError(.closed, outcome: .unknown), .server(.adminShutdown, severity: "FATAL"),
        ])
    func unknown(_ error: DatabaseError) {
        #expect(outcome(error, .readWrite) == .init(code: .commitOutcomeUnknown, outcome: .unknown))
        #expect(outcome(error, .readOnly) == .init(code: error.code, outcome: .notApplied))
    }

    @Test(
        "is rolled back when the server says so, or COMMIT was never sent",
        arguments: [
            .server(.foreignKeyViolation), .server(.serializationFailure), DatabaseError(.closed),
            DatabaseError(.cancelled),
        ])
    func rolledBack(_ error: DatabaseError) {
        #expect(outcome(error, .readWrite) == .init(code: error.code, outcome: .rolledBack))
    }

    private struct End: Equatable {
        var code: DatabaseError.Code
        var outcome: DatabaseError.Outcome
    }

    private func outcome(_ error: DatabaseError, _ access: TransactionMode.Access) -> End? {
        guard case .failed(let error) = CommitVerdict(error, access: access) else { return nil }
        return End(code: error.code, outcome: error.outcome)
    }
}
