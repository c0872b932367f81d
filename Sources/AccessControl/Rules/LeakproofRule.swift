import PostgresCatalog

/// No function that a login may call is LEAKPROOF: PostgreSQL shows such a one rows before row-level security takes them
/// away, and one that tells them to its caller gives them all away.
enum LeakproofRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        guard subject.policy.tenantIsolation != nil else { return [] }
        return subject.catalog.functions.filter {
            $0.isLeakproof && !$0.isExtensionMember && subject.isHeld([.execute], on: $0)
        }.map {
            Surprise(
                kind: .rowPolicy, subject: $0.label,
                detail: "is LEAKPROOF, and so sees rows before row-level security takes them away")
        }
    }
}
