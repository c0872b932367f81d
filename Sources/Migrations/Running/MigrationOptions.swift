public import FoundationEssentials

/// The runner's limits.
public struct MigrationOptions: Sendable {
    /// How long to wait for another runner to finish.
    public var lockWait: Duration = .seconds(10)
    /// How long a statement waits for a lock before its transaction is rolled back and tried again.
    public var lockTimeout: Duration = .milliseconds(500)
    /// How long a statement that changes the catalogue may take: others wait for the locks it holds.
    public var statementTimeout: Duration = .seconds(3)
    /// How long an index build, a validation, or a statement that reads or writes rows may take.
    public var longStatementTimeout: Duration = .seconds(20 * 60)
    /// How transactions that met a lock, and statements outside one, are tried again.
    public var retries = RetrySchedule()
    /// Who runs the migrations, for the history.
    public var operatorName: String

    /// The defaults.
    /// - Parameter operatorName: who runs the migrations, for the history; by default the operating system's user.
    public init(operatorName: String = ProcessInfo.processInfo.userName) {
        self.operatorName = operatorName
    }
}
