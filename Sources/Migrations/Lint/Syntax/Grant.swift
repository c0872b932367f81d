import StatementAnalysis

/// A GRANT of privileges, now or by default for what is made later.
struct Grant {
    let grantees: [SyntaxNode]
    /// GRANT ALL, without naming privileges.
    let grantsAll: Bool

    init?(_ tree: SyntaxNode) {
        let grant = tree.kind == "AlterDefaultPrivilegesStmt" ? tree["action"] : tree
        guard let grant, tree.kind == "GrantStmt" || tree.kind == "AlterDefaultPrivilegesStmt", grant.isTrue("is_grant")
        else { return nil }
        grantees = grant.list("grantees")
        grantsAll = grant.list("privileges").isEmpty
    }
}

extension LintedStatement {
    var grant: Grant? { Grant(tree) }

    /// What ALTER DEFAULT PRIVILEGES does, GRANT or REVOKE.
    var defaultPrivileges: SyntaxNode? { kind == "AlterDefaultPrivilegesStmt" ? tree["action"] : nil }
}
