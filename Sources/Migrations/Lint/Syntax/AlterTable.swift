import StatementAnalysis

/// `ALTER TABLE` and its subcommands; also of views, indexes and sequences, as PostgreSQL's grammar has it.
struct AlterTable {
    /// One subcommand, such as `AT_AddColumn`.
    struct Command {
        let kind: String
        let table: RelationName
        let node: SyntaxNode

        /// The column or constraint it names.
        var name: String { node.text("name") ?? node["def"]?.text("colname") ?? "" }
        /// What it adds: a column's definition or a constraint.
        var definition: SyntaxNode? { node["def"] }
        var cascades: Bool { node.text("behavior") == "DROP_CASCADE" }
        /// What kind of constraint it adds; empty when it adds none.
        var constraintKind: String { definition?.text("contype") ?? "" }
    }

    let relation: RelationName
    let commands: [Command]

    init?(_ tree: SyntaxNode) {
        guard tree.kind == "AlterTableStmt", let relation = tree["relation"].map({ RelationName($0) }) else {
            return nil
        }
        self.relation = relation
        commands = tree.list("cmds").map {
            Command(kind: $0.text("subtype") ?? "", table: relation, node: $0)
        }
    }

    /// Whether others can neither read nor write the table meanwhile.
    var locksExclusively: Bool { commands.contains { $0.lockMode == .accessExclusive } }
}
