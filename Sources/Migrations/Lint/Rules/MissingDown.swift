struct MissingDown: LintRule {
    let name = "missing-down"
    let severity = LintSeverity.warning
    let summary = "Neither a down section nor a reason why there is none"

    func violations(of migration: LintedMigration) -> [LintViolation] {
        guard migration.down == nil, !migration.isIrreversible else { return [] }
        return [
            LintViolation(
                nil, "a release that fails cannot be rolled back past this migration, and nobody decided that",
                advice: "Write -- migrate:down and what undoes it, or -- migrate:irreversible and why.")
        ]
    }
}
