import PostgresCatalog

/// Views read their tables as who queries them; else row-level security would be their owner's.
enum ViewRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.relations.filter { view in
            view.kind == .view && !view.isSecurityInvoker && !view.isExtensionMember && isReadable(view, subject)
        }.map {
            Surprise(
                kind: .viewRights, subject: $0.label,
                detail: "reads with its owner's rights; set security_invoker = true")
        }
    }

    /// Whether a group or login may use it, as declared or not.
    private static func isReadable(_ view: CatalogRelation, _ subject: AccessSubject) -> Bool {
        view.schema == subject.policy.schema
            || subject.subjectRoles.contains { role in
                !subject.effectivePrivileges(of: role).held(.select, on: view).isEmpty
            }
    }
}
