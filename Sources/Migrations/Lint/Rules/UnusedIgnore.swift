/// Found by the linter when all rules have spoken.
struct UnusedIgnore: LintRule {
    let name = "unused-ignore"
    let severity = LintSeverity.warning
    let summary = "A lint-ignore that ignores nothing"
}
