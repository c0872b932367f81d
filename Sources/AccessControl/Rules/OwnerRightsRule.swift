import PostgresCatalog

/// Nothing acts with an owner's rights for whoever changes a table: no rule, and no function of a trigger that is not
/// declared by its name. Both are reached without any grant on what they do.
enum OwnerRightsRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let definers = Dictionary(
            subject.catalog.functions.filter { $0.isSecurityDefiner && $0.arguments.isEmpty }.map {
                ("\($0.schema).\($0.name)", $0)
            }, uniquingKeysWith: { first, _ in first })
        return subject.catalog.relations.filter { !subject.policy.isExtensions($0) }.flatMap { relation in
            rules(of: relation, subject) + triggers(of: relation, definers, subject)
        }
    }

    private static func rules(of relation: CatalogRelation, _ subject: AccessSubject) -> [Surprise] {
        relation.rules.filter {
            subject.isHeld([$0.event], on: relation)
                && !subject.policy.isExempt("rule \($0.name) on \(relation.label)")
        }.map {
            Surprise(
                kind: .ownerRights, subject: relation.label,
                detail: "rule \($0.name) acts with its owner's rights on every \($0.event.rawValue)")
        }
    }

    private static func triggers(
        of relation: CatalogRelation, _ definers: [String: CatalogFunction], _ subject: AccessSubject
    ) -> [Surprise] {
        relation.triggers.compactMap { trigger in
            guard trigger.isEnabled, let function = definers["\(trigger.functionSchema).\(trigger.function)"],
                !isExtensions(function, subject), !OwnershipRule.lendsItsRights(function, subject),
                !isNamed(function, subject.policy), subject.isHeld(trigger.events.privileges, on: relation)
            else { return nil }
            return Surprise(
                kind: .ownerRights, subject: relation.label,
                detail: "trigger \(trigger.name) runs \(function.qualifiedName) with the rights of \(function.owner), "
                    + "and no list of functions names it")
        }
    }

    /// Whether it is its extension's makers' affair. Any function can be added to an extension by who owns both; what an
    /// extension brings belongs to a superuser.
    private static func isExtensions(_ function: CatalogFunction, _ subject: AccessSubject) -> Bool {
        function.isExtensionMember && subject.isSuperuser(function.owner)
    }

    private static func isNamed(_ function: CatalogFunction, _ policy: AccessPolicy) -> Bool {
        policy.holders.contains {
            $0.privileges(in: function.schema, of: policy)?.mayCall(function.name, asOwner: true) ?? false
        }
    }
}

extension CatalogTrigger.Events {
    /// What somebody must hold to make it fire.
    fileprivate var privileges: [Privilege] {
        let all: [(CatalogTrigger.Events, Privilege)] = [
            (.insert, .insert), (.update, .update), (.delete, .delete), (.truncate, .truncate),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}
