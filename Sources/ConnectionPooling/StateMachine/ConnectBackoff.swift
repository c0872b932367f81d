/// The pause after connects that fail: exponential, with full jitter.
public struct ConnectBackoff: Sendable, Hashable {
    /// The longest pause after the first failure.
    public var initial: Duration
    /// The longest pause after any number of failures.
    public var maximum: Duration

    /// Makes a back-off that doubles from `initial` to `maximum`.
    public init(initial: Duration = .milliseconds(100), maximum: Duration = .seconds(10)) {
        self.initial = initial
        self.maximum = maximum
    }

    /// The longest pause after a number of failures in a row.
    ///
    /// - Parameter failures: At least 1.
    func ceiling(afterFailures failures: Int) -> Duration {
        let doublings = min(max(0, failures - 1), 30)
        return min(maximum, initial * (1 << doublings))
    }

    /// A pause drawn evenly from zero to ``ceiling(afterFailures:)``.
    func delay(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        ceiling(afterFailures: failures) * Double.random(in: 0...1, using: &generator)
    }
}
