import StatementAnalysis

struct ForeignKeyValidated: LintRule {
    let name = "foreign-key-validated"
    let severity = LintSeverity.error
    let summary = "A foreign key added without NOT VALID"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AddConstraint", "AT_AddColumn"]).compactMap { command in
            guard let key = Self.validatedKey(command) else { return nil }
            let other = key["pktable"].map { RelationName($0).description } ?? "the other table"
            return LintViolation(
                statement, at: key,
                "nobody can write \(command.table) or \(other) while every row is checked (SHARE ROW EXCLUSIVE lock)",
                advice:
                    "ADD CONSTRAINT … FOREIGN KEY … NOT VALID; in a later migration VALIDATE CONSTRAINT, which lets "
                    + "others write.")
        }
    }

    /// A new column's key checks rows only when a default fills it.
    private static func validatedKey(_ command: AlterTable.Command) -> SyntaxNode? {
        guard let definition = command.definition else { return nil }
        if command.constraintKind == "CONSTR_FOREIGN" {
            return definition.isTrue("skip_validation") ? nil : definition
        }
        return definition.constraint("CONSTR_DEFAULT") == nil ? nil : definition.constraint("CONSTR_FOREIGN")
    }
}
