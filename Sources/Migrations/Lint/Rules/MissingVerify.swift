struct MissingVerify: LintRule {
    let name = "missing-verify"
    let severity = LintSeverity.note
    let summary = "No verify section"

    func violations(of migration: LintedMigration) -> [LintViolation] {
        guard !migration.hasVerify else { return [] }
        return [
            LintViolation(
                nil, "nothing shows that what this migration is for holds after it ran",
                advice: "Write -- migrate:verify and queries that return a single true, or DO blocks that raise.")
        ]
    }
}
