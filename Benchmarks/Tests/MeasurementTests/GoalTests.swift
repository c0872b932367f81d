import Measurement
import Testing

@Suite("A goal")
struct GoalTests {
    private static let place = Goal.Place("ours", in: "work")

    @Test(
        "where more is better counts from its limit on",
        arguments: [(0.94, Goal.Verdict.missed), (0.95, .reached), (1.04, .reached), (1.05, .stretched)])
    func atLeast(value: Double, verdict: Goal.Verdict) {
        let goal = Goal(.quotient(Self.place, by: Self.place), .atLeast, reach: 0.95, stretch: 1.05)
        #expect(goal.verdict(on: value) == verdict)
    }

    @Test(
        "where less is better counts up to its limit",
        arguments: [(0.36, Goal.Verdict.missed), (0.35, .reached), (0.26, .reached), (0.25, .stretched)])
    func atMost(value: Double, verdict: Goal.Verdict) {
        let goal = Goal(.quotient(Self.place, by: Self.place), .atMost, reach: 0.35, stretch: 0.25)
        #expect(goal.verdict(on: value) == verdict)
    }

    @Test("without a stretch is reached at best")
    func withoutStretch() {
        #expect(Goal(.peakMemory(Self.place), .atMost, reach: 40e6).verdict(on: 1) == .reached)
    }
}
