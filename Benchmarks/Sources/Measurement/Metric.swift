/// What is read off a run.
public enum Metric: String, Codable, Hashable, Sendable {
    /// Operations in a second; more is better.
    case operationsPerSecond = "operations_per_second"
    /// Seconds that one operation takes; less is better.
    case secondsPerOperation = "seconds_per_operation"

    /// The metric's value in a run.
    public func value(of sample: Sample) -> Double {
        switch self {
        case .operationsPerSecond: Double(sample.operations) / sample.seconds
        case .secondsPerOperation: sample.seconds / Double(sample.operations)
        }
    }

    /// The metric as a column's head.
    public var title: String {
        switch self {
        case .operationsPerSecond: "a second"
        case .secondsPerOperation: "milliseconds each"
        }
    }

    /// A value where its unit is not plain from the column: `57,794/s`, `54.1 ms`.
    func textWithUnit(_ value: Double) -> String {
        switch self {
        case .operationsPerSecond: "\(text(value))/s"
        case .secondsPerOperation: "\(text(value)) ms"
        }
    }

    /// A value as a column shows it.
    public func text(_ value: Double) -> String {
        switch self {
        case .operationsPerSecond: Figures.whole(value)
        case .secondsPerOperation: Figures.rounded(value * 1_000, decimals: value < 0.01 ? 3 : 1)
        }
    }
}
