/// Everything that a benchmark came to.
public struct BenchmarkReport: Codable, Hashable, Sendable {
    /// Where and with what it was measured, by name: date, machine, versions, the server's settings, rounds.
    public let circumstances: [Circumstance]
    /// The workloads.
    public let workloads: [WorkloadResult]
    /// The goals, each with what was seen.
    public let goals: [JudgedGoal]

    /// One thing to know about how it was measured.
    public struct Circumstance: Codable, Hashable, Sendable {
        /// What it is.
        public let name: String
        /// Its value.
        public let value: String

        /// Names a value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A goal and what was seen.
    public struct JudgedGoal: Codable, Hashable, Sendable {
        /// The goal.
        public let goal: Goal
        /// What the goal is for; `nil` when it is missing. In the unit of its workload's metric, in seconds of CPU time or
        /// in bytes.
        public let ours: Double?
        /// What that is compared with; `nil` when it is missing, or the goal compares nothing.
        public let peer: Double?
        /// The figure; `nil` when a contestant in it is missing.
        public let seen: Double?
        /// How far it got; `nil` when a contestant in it is missing.
        public let verdict: Goal.Verdict?
    }

    /// Judges the goals by what the workloads came to.
    public init(circumstances: [Circumstance], workloads: [WorkloadResult], goals: [Goal]) {
        self.circumstances = circumstances
        self.workloads = workloads
        self.goals = goals.map { Self.judge($0, by: workloads) }
    }

    private static func judge(_ goal: Goal, by workloads: [WorkloadResult]) -> JudgedGoal {
        let ours: Double?
        var peer: Double?
        var seen: Double?
        switch goal.figure {
        case .quotient(let place, let other):
            ours = median(of: place, in: workloads)
            peer = median(of: other, in: workloads)
            if let ours, let peer { seen = ours / peer }
        case .time(let place):
            ours = standing(at: place, in: workloads)?.statistics(of: .secondsPerOperation)?.median
            seen = ours
        case .cpuPerOperation(let place):
            ours = standing(at: place, in: workloads)?.cpuPerOperation?.median
            seen = ours
        case .peakMemory(let place):
            ours = standing(at: place, in: workloads)?.peakMemory?.median
            seen = ours
        }
        return JudgedGoal(goal: goal, ours: ours, peer: peer, seen: seen, verdict: seen.map(goal.verdict))
    }

    private static func median(of place: Goal.Place, in workloads: [WorkloadResult]) -> Double? {
        guard let workload = workloads.first(where: { $0.name == place.workload }) else { return nil }
        return workload.standing(of: place.contestant)?.statistics(of: workload.metric)?.median
    }

    private static func standing(at place: Goal.Place, in workloads: [WorkloadResult]) -> Standing? {
        workloads.first { $0.name == place.workload }?.standing(of: place.contestant)
    }
}
