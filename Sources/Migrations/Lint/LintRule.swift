/// One thing a migration should not do. A rule is a pure decision: parse trees in, violations out.
///
/// It looks at statements one by one, knowing what came before them, or at a migration as a whole.
protocol LintRule: Sendable {
    /// Words in small letters with hyphens; its page is `docs/lint-rules/<name>.md`.
    var name: String { get }
    /// How much its findings weigh.
    var severity: LintSeverity { get }
    /// What it finds, in one line.
    var summary: String { get }
    /// The sections it judges.
    var directions: Set<MigrationDirection> { get }

    /// What it objects to in one statement.
    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation]
    /// What it objects to in the migration as a whole.
    func violations(of migration: LintedMigration) -> [LintViolation]
}

extension LintRule {
    var directions: Set<MigrationDirection> { [.up, .down] }
    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] { [] }
    func violations(of migration: LintedMigration) -> [LintViolation] { [] }
}
