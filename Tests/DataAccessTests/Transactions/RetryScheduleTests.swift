import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("When a transaction is tried again")
struct RetryScheduleTests {
    static let serialization = rolledBack(.serializationFailure)

    static func rolledBack(_ state: SQLState, outcome: DatabaseError.Outcome = .rolledBack) -> DatabaseError {
        var error = DatabaseError.server(state)
        error.outcome = outcome
        return error
    }

    @Test(
        "a serialisation failure and a deadlock are, wherever they show",
        arguments: [
            rolledBack(.serializationFailure), rolledBack(.deadlockDetected),
            .errorSwallowed(rolledBack(.deadlockDetected)),
        ])
    func passing(_ error: DatabaseError) {
        #expect(RetrySchedule.isPassing(error))
    }

    @Test(
        "nothing else is, an unknown outcome least of all",
        arguments: [
            rolledBack(.uniqueViolation), rolledBack(.lockNotAvailable), rolledBack(.queryCanceled),
            rolledBack(.serializationFailure, outcome: .unknown), rolledBack(.deadlockDetected, outcome: .unknown),
            DatabaseError(.commitOutcomeUnknown, outcome: .unknown), DatabaseError(.connectionLost),
            DatabaseError(.timedOut, outcome: .rolledBack), DatabaseError(.acquireTimeout),
        ])
    func notPassing(_ error: DatabaseError) {
        #expect(!RetrySchedule.isPassing(error))
    }

    @Test("the caller's own error is not")
    func ownError() {
        #expect(!RetrySchedule.isPassing(CancellationError()))
    }

    @Test(
        "attempts stay within their number and the deadline, pauses within what doubles", arguments: try Seed.some(200))
    func bounds(_ seed: Seed) {
        var random = seed.generator()
        let retry = Retry(
            attempts: random.below(8), firstPause: .milliseconds(random.below(50)),
            longestPause: .milliseconds(random.below(400)), deadline: .milliseconds(random.below(1_000)))
        var schedule = RetrySchedule(retry)
        var elapsed = Duration.zero
        var longest = retry.firstPause
        var runs = 1
        while true {
            elapsed += .milliseconds(random.below(100))
            guard let pause = schedule.pause(after: Self.serialization, elapsed: elapsed, using: &random) else { break }
            #expect(pause >= .zero && pause <= longest && pause <= retry.longestPause)
            elapsed += pause
            #expect(elapsed < retry.deadline)
            longest *= 2
            runs += 1
        }
        #expect(runs <= max(1, retry.attempts))
    }

    @Test("a pause is drawn from nothing to its longest, so that two who met part")
    func fullJitter() {
        var random = SeededGenerator(seed: 7)
        let pauses = (0..<200).compactMap { _ in
            var schedule = RetrySchedule(Retry(attempts: 2, firstPause: .milliseconds(100)))
            return schedule.pause(after: Self.serialization, elapsed: .zero, using: &random)
        }
        #expect(pauses.count == 200)
        #expect(pauses.contains { $0 < .milliseconds(20) } && pauses.contains { $0 > .milliseconds(80) })
    }
}
