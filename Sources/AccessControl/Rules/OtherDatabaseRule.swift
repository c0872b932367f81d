import PostgresCatalog

/// Declared groups and logins own and hold nothing in the server's other databases.
enum OtherDatabaseRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let concerned = Set(subject.subjectRoles)
        return subject.catalog.otherDatabases.filter {
            concerned.contains($0.role) && !subject.policy.isExempt("database \($0.database)")
        }.map { found in
            let objects = found.count.of("object")
            let owned = found.owned == 0 ? "" : ", \(found.owned) of them its own"
            return Surprise(
                kind: .otherDatabase, subject: found.role,
                detail: "holds something on \(objects) of database \(found.database)\(owned)")
        }
    }
}
