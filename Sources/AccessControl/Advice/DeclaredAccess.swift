import PostgresCatalog
public import PostgresDriver

/// A database beside the `access.yaml` that is about it.
struct DeclaredAccess: Sendable {
    let policy: AccessPolicy
    /// What makes the database as declared.
    let plan: AccessPlan
    /// What differs and the plan does not mend.
    let surprises: [Surprise]

    init(_ policy: AccessPolicy, catalog: CatalogSnapshot) throws(DatabaseError) {
        self.policy = policy
        plan = try AccessPlan(policy: policy, catalog: catalog)
        surprises = plan.isEmpty ? AccessMatrix(policy: policy, catalog: catalog).surprises : plan.notes
    }
}

extension AdvisedServer {
    /// Compares the database with what is declared for it, so that advice knows what is meant to be as it is.
    /// - Throws: `.invalidStatement` when a declared name cannot be a name.
    public mutating func compare(with policy: AccessPolicy) throws(DatabaseError) {
        declared = try DeclaredAccess(policy, catalog: catalog)
    }

    /// Why it is meant to be as a rule found it; nil when nobody said so.
    func reason(for rule: AdviceRule, _ object: AdvisedObject) -> String? {
        guard let policy = declared?.policy, !rule.comparesWithPolicy else { return nil }
        if let exemption = policy.exempt.first(where: { NamePattern.matches($0.object, object.label) }) {
            return exemption.reason
        }
        return rule.isDeclared?(self, policy, object.label) == true ? "declared in access.yaml" : nil
    }

    /// Whether PUBLIC holds nothing but what is declared.
    func isDeclaredForEveryone(_ label: String, _ policy: AccessPolicy) -> Bool {
        catalog.objects.filter { $0.label == label }.allSatisfy { object in
            let expectation = Expectation(ofEveryoneOn: object, in: policy)
            return object.grants.allSatisfy { $0.grantee != .everyone || expectation.allows($0) }
        }
    }

    /// Whether rows are declared to be everybody's.
    func isDeclaredGlobal(_ label: String, _ policy: AccessPolicy) -> Bool {
        catalog.relations.contains { $0.label == label && policy.isGlobal($0) }
    }
}
