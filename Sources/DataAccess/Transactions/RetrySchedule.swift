import PostgresDriver

/// Whether and when a transaction is tried again, without a clock of its own.
struct RetrySchedule: Sendable {
    let retry: Retry
    /// Which attempt is under way, from 1.
    private(set) var attempt = 1

    init(_ retry: Retry) {
        self.retry = retry
    }

    /// The attempt under way has failed.
    ///
    /// - Parameter elapsed: The time since the first attempt began.
    /// - Returns: How long to wait before the next one, which counts as begun; nil when there is none.
    mutating func pause(
        after error: any Error, elapsed: Duration, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard attempt < retry.attempts, Self.isPassing(error) else { return nil }
        let doublings = min(attempt - 1, 30)
        let longest = min(retry.longestPause, retry.firstPause * (1 << doublings))
        let pause = longest * Double.random(in: 0...1, using: &generator)
        guard elapsed + pause < retry.deadline else { return nil }
        attempt += 1
        return pause
    }

    /// Whether the server has rolled back for the sake of another transaction.
    static func isPassing(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError, error.outcome == .rolledBack else { return false }
        return error.sqlState == .serializationFailure || error.sqlState == .deadlockDetected
    }
}
