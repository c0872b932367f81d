/// The middle and the ends of some figures.
public struct Statistics: Codable, Hashable, Sendable {
    /// The middle figure, or the mean of the middle two.
    public let median: Double
    /// The smallest.
    public let minimum: Double
    /// The largest.
    public let maximum: Double

    /// Sorts the figures; `nil` when there are none.
    public init?(_ figures: [Double]) {
        let sorted = figures.sorted()
        guard let minimum = sorted.first, let maximum = sorted.last else { return nil }
        let upper = sorted[sorted.count / 2]
        let lower = sorted[(sorted.count - 1) / 2]
        median = (lower + upper) / 2
        self.minimum = minimum
        self.maximum = maximum
    }
}
