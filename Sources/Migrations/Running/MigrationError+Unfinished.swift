import StatementAnalysis

/// The refusals around a migration that stopped half-way.
extension MigrationError {
    static var nothingUnfinished: MigrationError {
        MigrationError(
            .nothingUnfinished, "no migration stands half-way", advice: "dal migrate status says where all stand.")
    }

    static func noSuchStatement(_ count: Int, step: MigrationPlan.Step) -> MigrationError {
        MigrationError(
            .noSuchStatement, "\(count) statements cannot be done: it has \(step.statements.count)",
            advice: "Say --at 0 to \(step.statements.count).", file: step.file.fileName)
    }

    static func doneStatementChanged(_ number: Int, of step: MigrationPlan.Step) -> MigrationError {
        MigrationError(
            .changedAfterApplied, "statement \(number) is done, but reads otherwise in the file now",
            advice: "Restore it as it was; only what is not done yet may change. Or look at what the database has, and "
                + "declare how many statements of the file as it is now are done: \(repairCommand(step)).",
            file: step.file.fileName, line: step.statements.dropFirst(number - 1).first?.line)
    }

    static func interruptedStatementChanged(_ number: Int, of step: MigrationPlan.Step) -> MigrationError {
        MigrationError(
            .inDoubt, "the run ended during statement \(number), which reads otherwise in the file now",
            advice:
                "Restore it as it was and resume. Or look at what the database has, and declare how many statements "
                + "of the file as it is now are done: \(repairCommand(step)).",
            file: step.file.fileName, line: step.statements.dropFirst(number - 1).first?.line)
    }

    static func inDoubt(_ statement: SQLStatement, number: Int, of step: MigrationPlan.Step) -> MigrationError {
        MigrationError(
            .inDoubt,
            "the run ended during statement \(number), \(statement.summary), and nothing here can tell whether it took "
                + "effect",
            advice: "Look at what the database has. If it took effect, dal migrate repair --at \(number); if not, dal "
                + "migrate repair --at \(number - 1). Then dal migrate resume.",
            file: step.file.fileName, line: statement.line)
    }

    private static func repairCommand(_ step: MigrationPlan.Step) -> String {
        "dal migrate repair --at N (0 to \(step.statements.count))"
    }
}
