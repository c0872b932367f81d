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

    /// Kinds that lock less than ACCESS EXCLUSIVE, by PostgreSQL 15's `AlterTableGetLockLevel`.
    private static let lighter: Set<String> = [
        "AT_ValidateConstraint", "AT_SetStatistics", "AT_ClusterOn", "AT_DropCluster", "AT_SetOptions",
        "AT_ResetOptions", "AT_AttachPartition", "AT_EnableTrig", "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig",
        "AT_EnableTrigAll", "AT_EnableTrigUser", "AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser",
        "AT_SetRelOptions", "AT_ResetRelOptions", "AT_DetachPartitionFinalize",
    ]

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
    var locksExclusively: Bool {
        commands.contains { command in
            switch command.kind {
            case "AT_AddConstraint": command.constraintKind != "CONSTR_FOREIGN"
            case "AT_DetachPartition": command.definition?.isTrue("concurrent") != true
            default: !Self.lighter.contains(command.kind)
            }
        }
    }
}
