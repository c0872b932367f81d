import ConnectionPooling

@testable import DataAccess

extension StatementTrace {
    /// Tells nobody.
    static var quiet: StatementTrace {
        StatementTrace(log: QueryLog(logger: .quiet, pool: .webapp, isEnabled: false), site: CallSite())
    }
}
