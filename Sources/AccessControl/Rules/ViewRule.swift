import PostgresCatalog

/// Views read their tables as who queries them; else row-level security would be their owner's.
enum ViewRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.relations.filter { view in
            view.kind == .view && !view.isSecurityInvoker && !view.isExtensionMember && isUsed(view, subject)
        }.map {
            Surprise(
                kind: .viewRights, subject: $0.label,
                detail: "reads with its owner's rights; set security_invoker = true")
        }
    }

    /// Whether a group or login may read or write through it, as declared or not.
    private static func isUsed(_ view: CatalogRelation, _ subject: AccessSubject) -> Bool {
        view.schema == subject.policy.schema
            || subject.subjectRoles.contains { role in
                let effective = subject.effectivePrivileges(of: role)
                return [Privilege.select, .insert, .update, .delete].contains {
                    !effective.held($0, on: view).isEmpty
                }
            }
    }
}
