/// A figure that is to be reached.
public struct Goal: Codable, Hashable, Sendable {
    /// A contestant in a workload.
    public struct Place: Codable, Hashable, Sendable {
        /// The workload's name.
        public let workload: String
        /// The contestant's name.
        public let contestant: String

        /// Names a contestant in a workload.
        public init(_ contestant: String, in workload: String) {
            self.workload = workload
            self.contestant = contestant
        }
    }

    /// What is compared with the goal, always by medians.
    public enum Figure: Codable, Hashable, Sendable {
        /// The metric of one place divided by that of another.
        case quotient(Place, by: Place)
        /// The client's CPU time for one operation, in seconds.
        case cpuPerOperation(Place)
        /// The time that one operation takes, in seconds.
        case time(Place)
        /// The most memory resident, in bytes.
        case peakMemory(Place)
    }

    /// Whether more or less is better.
    public enum Direction: String, Codable, Hashable, Sendable {
        /// The figure is to be this much or more.
        case atLeast = "at_least"
        /// The figure is to be this much or less.
        case atMost = "at_most"
    }

    /// How far a figure got.
    public enum Verdict: String, Codable, Hashable, Sendable {
        /// Not as far as was to be reached.
        case missed
        /// As far as was to be reached.
        case reached
        /// As far as was hoped for.
        case stretched
    }

    /// What is compared.
    public let figure: Figure
    /// Whether more or less is better.
    public let direction: Direction
    /// What is to be reached.
    public let reach: Double
    /// What is hoped for beyond that.
    public let stretch: Double?

    /// Describes a goal.
    public init(_ figure: Figure, _ direction: Direction, reach: Double, stretch: Double? = nil) {
        self.figure = figure
        self.direction = direction
        self.reach = reach
        self.stretch = stretch
    }

    /// How far a value got.
    public func verdict(on value: Double) -> Verdict {
        if let stretch, fulfils(value, stretch) { return .stretched }
        return fulfils(value, reach) ? .reached : .missed
    }

    private func fulfils(_ value: Double, _ limit: Double) -> Bool {
        switch direction {
        case .atLeast: value >= limit
        case .atMost: value <= limit
        }
    }
}

extension Goal.Figure {
    /// The place whose goal this is.
    public var place: Goal.Place {
        switch self {
        case .quotient(let place, _), .cpuPerOperation(let place), .time(let place), .peakMemory(let place): place
        }
    }
}
