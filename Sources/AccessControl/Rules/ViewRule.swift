import PostgresCatalog

/// Views read their tables as who queries them; else row-level security would be their owner's.
enum ViewRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.relations.filter { view in
            view.kind == .view && !view.isSecurityInvoker && !subject.policy.isExtensions(view) && isUsed(view, subject)
        }.map {
            Surprise(
                kind: .viewRights, subject: $0.label,
                detail: "reads with its owner's rights; set security_invoker = true")
        }
    }

    /// Whether a group or login may read or write through it, as declared or not.
    private static func isUsed(_ view: CatalogRelation, _ subject: AccessSubject) -> Bool {
        view.schema == subject.policy.schema || subject.isHeld([.select, .insert, .update, .delete], on: view)
    }
}
