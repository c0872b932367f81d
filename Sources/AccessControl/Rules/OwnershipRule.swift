import PostgresCatalog

/// The database and all in it belong to the administrator.
enum OwnershipRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.objects.compactMap { object in
            guard !isAllowed(object, subject) else { return nil }
            return Surprise(
                kind: .owner, subject: object.label,
                detail: "belongs to \(object.owner), not to \(subject.policy.administrator)")
        }
    }

    private static func isAllowed(_ object: any CatalogObject, _ subject: AccessSubject) -> Bool {
        if object.owner == subject.policy.administrator { return true }
        switch object {
        // What a declared role owns of them is named with all else that it owns.
        case is NamedObject: return true
        case let database as CatalogDatabase:
            // Other databases may be others', but not a login's or group's.
            return !database.isCurrent && !subject.subjectRoles.contains(database.owner)
        case let schema as CatalogSchema:
            return schema.owner == "pg_database_owner"
        case let relation as CatalogRelation:
            return subject.policy.isExtensions(relation) && subject.isSuperuser(relation.owner)
        case let function as CatalogFunction:
            return function.isExtensionMember && subject.isSuperuser(function.owner)
                || lendsItsRights(function, subject)
        default: return false
        }
    }

    /// A declared group that nobody is a member of may own a function, and so lend its rights to that function alone.
    static func lendsItsRights(_ function: CatalogFunction, _ subject: AccessSubject) -> Bool {
        function.isSecurityDefiner && subject.policy.group(function.owner) != nil
            && !subject.policy.logins.contains { $0.memberOf.contains(function.owner) }
    }
}
