import StatementAnalysis

struct RoleAttributes: LintRule {
    let name = "role-attributes"
    let severity = LintSeverity.error
    let summary = "SUPERUSER, BYPASSRLS, CREATEROLE or REPLICATION for a role"

    /// The grammar's names of the options.
    private static let attributes = [
        ("superuser", "SUPERUSER", "may do everything"),
        ("bypassrls", "BYPASSRLS", "reads and writes every tenant's rows"),
        ("createrole", "CREATEROLE", "can make itself a member of almost any role on PostgreSQL 15"),
        ("isreplication", "REPLICATION", "can copy the whole cluster"),
    ]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let given = Self.attributes.first { statement.roleOption($0.0)?.isTrue("boolval") == true }
        guard let (option, attribute, power) = given else { return [] }
        return [
            LintViolation(
                statement, at: statement.option(option),
                "a role with \(attribute) \(power)",
                advice:
                    "Grant what the role needs; what only such a role can do, a DBA does once, outside of the migrations."
            )
        ]
    }
}
