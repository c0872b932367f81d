import StatementAnalysis

struct DefaultPrivilegesWithoutInverse: LintRule {
    let name = "default-privileges-without-inverse"
    let severity = LintSeverity.error
    let summary = "ALTER DEFAULT PRIVILEGES … GRANT that the down section does not revoke"

    func violations(of migration: LintedMigration) -> [LintViolation] {
        guard let down = migration.down else { return [] }
        let undone = Set(down.filter { $0.defaultPrivileges?.isTrue("is_grant") == false }.flatMap(Self.subjects))
            .union(down.filter { $0.kind == "DropOwnedStmt" }.flatMap(\.cleanedRoles).map { "\($0)" })
        return migration.up.compactMap { statement in
            guard statement.defaultPrivileges?.isTrue("is_grant") == true else { return nil }
            let left = Self.subjects(statement).filter { subject in
                !undone.contains(subject) && !undone.contains(String(subject.split(separator: " ").last ?? ""))
            }
            guard !left.isEmpty else { return nil }
            return LintViolation(
                statement,
                "after a rollback tables made later are still granted, and the role cannot be dropped",
                advice: "In migrate:down, ALTER DEFAULT PRIVILEGES … REVOKE the same; or DROP OWNED BY the role.")
        }
    }

    /// `OBJECT_TABLE web`: what kind of object is granted by default to whom.
    private static func subjects(_ statement: LintedStatement) -> [String] {
        guard let action = statement.defaultPrivileges else { return [] }
        return action.list("grantees").map { "\(action.text("objtype") ?? "") \($0.text("rolename") ?? "PUBLIC")" }
    }
}
