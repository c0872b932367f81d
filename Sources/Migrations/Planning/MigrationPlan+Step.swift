import StatementAnalysis

extension MigrationPlan.Step {
    /// What the step runs.
    var statements: [SQLStatement] { direction == .up ? file.up : file.down }
    /// What must hold afterwards.
    var verification: [SQLStatement] { direction == .up ? file.verify : [] }
    /// Whether it runs in one transaction.
    var isTransactional: Bool { direction == .up ? file.transactional : file.downTransactional }
}
