import PostgresCatalog

/// Nothing of PostgreSQL itself, and nothing of a kind that is not judged here, was handed to PUBLIC or a declared
/// role.
enum SystemObjectRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let concerned = Set(subject.subjectRoles)
        let reachable = concerned.union(
            subject.subjectRoles.flatMap { subject.effectivePrivileges(of: $0).reach.roles })
        let grants = subject.catalog.systemGrants.filter {
            $0.grant.grantee == .everyone || reachable.contains($0.grant.grantee.name)
        }.map {
            Surprise(
                kind: .systemPrivilege, subject: $0.grant.grantee.name,
                detail: "may \($0.grant.privilege.rawValue) on \($0.object)")
        }
        let dependences = subject.catalog.dependences.filter { reachable.contains($0.role) }.map {
            Surprise(
                kind: .otherObject, subject: $0.role, detail: "\($0.isOwner ? "owns" : "has a grant on") \($0.object)")
        }
        let added = subject.catalog.addedSystemObjects.map {
            Surprise(
                kind: .systemPrivilege, subject: $0,
                detail: "is in PostgreSQL's own schema, and neither PostgreSQL nor an extension made it")
        }
        return grants + added + dependences + largeObjects(subject, reachable)
    }

    /// Making a large object writes, even in a transaction that is read-only.
    private static func largeObjects(_ subject: AccessSubject, _ reachable: Set<String>) -> [Surprise] {
        guard !subject.policy.allowsLargeObjects else { return [] }
        return subject.catalog.largeObjectMakers.filter { $0 == .everyone || reachable.contains($0.name) }.map {
            Surprise(
                kind: .systemPrivilege, subject: $0.name,
                detail: "may make large objects (lo_create, lo_creat, lo_from_bytea), even in a read-only transaction")
        }
    }
}
