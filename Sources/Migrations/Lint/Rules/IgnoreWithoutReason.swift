/// Found by the linter where it reads the comments.
struct IgnoreWithoutReason: LintRule {
    let name = "ignore-without-reason"
    let severity = LintSeverity.error
    let summary = "A lint-ignore without a reason"
}
