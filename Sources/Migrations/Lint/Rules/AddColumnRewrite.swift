import StatementAnalysis

struct AddColumnRewrite: LintRule {
    let name = "add-column-rewrite"
    let severity = LintSeverity.error
    let summary = "ADD COLUMN that rewrites the table: a volatile default, a stored expression, a serial, an identity"

    /// Functions PostgreSQL knows not to be volatile and that are common as defaults. Any other may be, so it counts.
    private static let stable: Set<String> = [
        "now", "transaction_timestamp", "statement_timestamp", "current_setting", "to_timestamp", "make_interval",
        "make_date", "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array", "array_fill",
        "timezone", "date_trunc", "lower", "upper", "md5", "current_database", "current_schema", "concat", "coalesce",
    ]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AddColumn"]).compactMap { command in
            guard let column = command.definition, let cause = Self.cause(column) else { return nil }
            return LintViolation(
                statement, at: column,
                "\(cause) makes every row of \(command.table) be written anew while nobody can read or write it (ACCESS "
                    + "EXCLUSIVE lock)",
                advice:
                    "Add the column without it, then ALTER COLUMN … SET DEFAULT for new rows, and fill the old rows in "
                    + "batches.")
        }
    }

    /// What in a new column's definition has every row written anew; nil when nothing does.
    static func cause(_ column: SyntaxNode) -> String? {
        if ["serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"].contains(column.typeName) {
            return "\(column.typeName)"
        }
        if column.constraint("CONSTR_IDENTITY") != nil { return "an identity column" }
        if column.constraint("CONSTR_GENERATED") != nil { return "a stored generated column" }
        return perhapsVolatile(in: column).map { "the default \($0)(…), unless it is not volatile," }
    }

    /// The first function in a column's default that is not known to give every row the same.
    static func perhapsVolatile(in column: SyntaxNode) -> String? {
        let calls = column.constraint("CONSTR_DEFAULT")?.nodes.lazy.filter { $0.kind == "FuncCall" }
            .compactMap { $0.texts("funcname").last }
        return calls?.first { !stable.contains($0) }
    }
}
