public import FoundationEssentials

/// The runner's limits.
public struct MigrationOptions: Sendable {
    /// How long to wait for another runner to finish.
    public var lockWait: Duration = .seconds(10)
    /// How long a statement waits for a lock before its transaction is rolled back and tried again.
    public var lockTimeout: Duration = .milliseconds(500)
    /// How long a statement may take.
    public var statementTimeout: Duration = .seconds(20 * 60)
    /// How transactions that met a lock are tried again.
    public var retries = RetrySchedule()
    /// Who runs the migrations, for the history.
    public var operatorName: String

    /// The defaults.
    /// - Parameter operatorName: who runs the migrations, for the history; by default the operating system's user.
    public init(operatorName: String = ProcessInfo.processInfo.userName) {
        self.operatorName = operatorName
    }
}
