import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Asking what became of a COMMIT")
struct OutcomeInquiryTests {
    static let unknown = DatabaseError(.commitOutcomeUnknown, outcome: .unknown)

    private func step(_ answer: Result<TransactionOutcome, DatabaseError>, elapsed: Duration = .zero)
        -> OutcomeInquiry.Step
    {
        var inquiry = OutcomeInquiry(Self.unknown, patience: .seconds(5))
        return inquiry.step(answer, elapsed: elapsed)
    }

    @Test("committed is a success, rolled back a certain failure, and what the server forgot stays unknown")
    func answers() throws {
        #expect(step(.success(.committed)) == .committed)
        #expect(step(.success(.forgotten)) == .fail(Self.unknown))
        guard case .fail(let error) = step(.success(.rolledBack)) else {
            Issue.record("not a failure")
            return
        }
        #expect(error.outcome == .rolledBack)
        #expect(error.code == .connectionLost)
        #expect(error.isRetrySafe)
    }

    @Test(
        "it asks again while the transaction is under way or the server restarts, with longer pauses, until its time is up",
        arguments: [
            .success(.inProgress), .failure(DatabaseError(.connectionFailed)), .failure(DatabaseError(.acquireTimeout)),
            .failure(DatabaseError(.connectionLost, outcome: .unknown)), .failure(.server(.cannotConnectNow)),
        ] as [Result<TransactionOutcome, DatabaseError>])
    func asksAgain(_ answer: Result<TransactionOutcome, DatabaseError>) {
        var inquiry = OutcomeInquiry(Self.unknown, patience: .seconds(5))
        var elapsed = Duration.zero
        var pauses: [Duration] = []
        while case .askAgain(let pause) = inquiry.step(answer, elapsed: elapsed) {
            pauses.append(pause)
            elapsed += pause
        }
        #expect(elapsed < .seconds(5) && elapsed > .seconds(4))
        #expect(pauses == pauses.sorted())
        #expect(pauses.allSatisfy { $0 > .zero && $0 <= .milliseconds(250) })
        #expect(inquiry.step(answer, elapsed: elapsed) == .fail(Self.unknown))
    }

    @Test(
        "what will not pass ends it, and the outcome stays unknown",
        arguments: [
            DatabaseError(.cancelled), DatabaseError(.poolUnavailable), .server(.insufficientPrivilege),
            .server(.invalidParameterValue),
        ])
    func givesUp(_ error: DatabaseError) {
        #expect(step(.failure(error)) == .fail(Self.unknown))
    }

    @Test("on another timeline the number means another transaction")
    func timeline() {
        #expect(TransactionOutcome(status: "committed", isSameTimeline: true) == .committed)
        #expect(TransactionOutcome(status: "aborted", isSameTimeline: true) == .rolledBack)
        #expect(TransactionOutcome(status: "in progress", isSameTimeline: true) == .inProgress)
        #expect(TransactionOutcome(status: nil, isSameTimeline: true) == .forgotten)
        for status in ["committed", "aborted", "in progress"] {
            #expect(TransactionOutcome(status: status, isSameTimeline: false) == .forgotten)
        }
    }

    @Test("an identifier reads back what it writes", arguments: ["1/7412", "4294967295/18446744073709551615"])
    func identifier(text: String) {
        #expect(TransactionID(text)?.description == text)
    }

    @Test(
        "no other text is an identifier",
        arguments: ["", "/", "1/", "/1", "1", "1/2/3", "-1/2", "a/b", "1/18446744073709551616"])
    func noIdentifier(text: String) {
        #expect(TransactionID(text) == nil)
    }
}
