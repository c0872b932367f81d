import Testing

@testable import Migrations

@Suite struct RetryScheduleTests {
    @Test func doublesUpToTheLongestAndEnds() {
        let schedule = RetrySchedule(attempts: 5, first: .seconds(1), longest: .seconds(3))
        let delays = (1...5).map { schedule.delay(afterAttempt: $0, jitter: 1) }
        #expect(delays == [.seconds(1), .seconds(2), .seconds(3), .seconds(3), nil])
    }

    @Test func jitterTakesUpToHalf() {
        #expect(RetrySchedule().delay(afterAttempt: 1, jitter: 0) == .milliseconds(500))
    }

    @Test func thereIsAlwaysOneAttempt() {
        #expect(RetrySchedule(attempts: 0).attempts == 1)
    }
}
