import ArgumentParser
import Migrations

/// How long a run waits and lets statements take: of the command line, else of `dal.yaml`, else the runner's own.
struct LimitOptions: ParsableArguments {
    @Option(help: "How long to wait for another runner (default 10s); exit code 5 when it still runs.")
    var lockWait: TimeSpan?

    @Option(help: "How long a statement waits for a lock before it is tried again (default 500ms).")
    var lockTimeout: TimeSpan?

    @Option(help: "How long a statement that changes the catalogue may take (default 3s).")
    var statementTimeout: TimeSpan?

    @Option(help: "How long an index build, a validation or a statement on rows may take (default 20min).")
    var longStatementTimeout: TimeSpan?

    /// The runner's options.
    func options(over limits: ProjectFile.Limits?) -> MigrationOptions {
        var options = MigrationOptions(limits)
        options.apply(
            ProjectFile.Limits(
                lockWait: lockWait, lockTimeout: lockTimeout, statementTimeout: statementTimeout,
                longStatementTimeout: longStatementTimeout))
        return options
    }
}

extension MigrationOptions {
    /// Those of `dal.yaml`, else the runner's own.
    init(_ limits: ProjectFile.Limits?) {
        self.init()
        if let limits { apply(limits) }
    }

    fileprivate mutating func apply(_ limits: ProjectFile.Limits) {
        lockWait = limits.lockWait?.duration ?? lockWait
        lockTimeout = limits.lockTimeout?.duration ?? lockTimeout
        statementTimeout = limits.statementTimeout?.duration ?? statementTimeout
        longStatementTimeout = limits.longStatementTimeout?.duration ?? longStatementTimeout
    }
}
