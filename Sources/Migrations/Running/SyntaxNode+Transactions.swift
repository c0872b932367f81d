import StatementAnalysis

extension SyntaxNode {
    /// Whether the server refuses the statement in a transaction block (25001), as far as its text tells.
    var isRefusedInTransaction: Bool {
        switch kind {
        case "IndexStmt", "DropStmt": isTrue("concurrent")
        case "ReindexStmt":
            reindexesConcurrently
                || ["REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE"]
                    .contains(text("kind"))
        case "AlterTableStmt":
            list("cmds").contains {
                $0.text("subtype") == "AT_DetachPartition" && $0["def"]?.isTrue("concurrent") == true
            }
        case "VacuumStmt": isTrue("is_vacuumcmd")
        case "ClusterStmt": self["relation"] == nil
        case "CreatedbStmt", "DropdbStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt", "AlterSystemStmt": true
        default: false
        }
    }

    var reindexesConcurrently: Bool {
        kind == "ReindexStmt" && list("params").contains { $0.text("defname") == "concurrently" }
    }

    /// Whether it may end transactions itself, so that it must not stand in one of the runner's.
    ///
    /// A DO block can do so only in words: COMMIT, ROLLBACK, or the CALL of a procedure.
    var mayEndTransactions: Bool {
        switch kind {
        case "CallStmt": return true
        case "DoStmt":
            let body = list("args").compactMap { $0["arg"]?.text("sval") }.joined(separator: " ").lowercased()
            return ["commit", "rollback", "call"].contains { body.contains($0) }
        // With a replication slot they are refused in a transaction, and what they did is kept on another server.
        case "CreateSubscriptionStmt", "AlterSubscriptionStmt", "DropSubscriptionStmt": return true
        default: return false
        }
    }
}
