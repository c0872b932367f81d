/// Found by the linter where it parses the statements.
struct NestsTooDeep: LintRule {
    let name = "nests-too-deep"
    let severity = LintSeverity.warning
    let summary = "A statement that nests too deep to be judged"
}
