public import PostgresCatalog

/// Who may do what, declared and held, with every difference by name.
public struct AccessMatrix: Codable, Hashable, Sendable {
    /// What a role is to the policy.
    public enum Part: String, Codable, Hashable, Sendable {
        case administrator, group, login, everyone
    }

    /// How often a role may do one thing, counted in objects.
    public struct Cell: Codable, Hashable, Sendable {
        /// What is counted.
        public let action: AccessAction
        /// On how many objects it is declared.
        public let declared: Int
        /// On how many of those it is held.
        public let held: Int
        /// On how many others it is held.
        public let undeclared: Int
    }

    /// One role's cells, one for each action.
    public struct Row: Codable, Hashable, Sendable {
        /// The role, or `PUBLIC`.
        public let role: String
        /// What it is to the policy.
        public let part: Part
        /// One for each action.
        public let cells: [Cell]
    }

    /// The database.
    public let database: String
    /// The server's version, such as `15.14`.
    public let serverVersion: String
    /// How many objects were judged, by kind in the plural.
    public let objects: [String: Int]
    /// The administrator, the groups, the logins and PUBLIC.
    public let rows: [Row]
    /// Every difference between policy and catalogue.
    public let surprises: [Surprise]
    /// Risks that are known and cannot be taken away here.
    public let risks: [String]

    /// Compares a policy with a catalogue. Nothing is read or written.
    public init(policy: AccessPolicy, catalog: CatalogSnapshot) {
        let subject = AccessSubject(policy: policy, catalog: catalog)
        let catalog = subject.catalog
        self.database = catalog.currentDatabase?.name ?? ""
        self.serverVersion = "\(catalog.serverVersion / 10_000).\(catalog.serverVersion % 10_000)"
        self.objects = Self.count(catalog)
        self.rows = Self.rows(subject)
        self.surprises = AccessRules.all.flatMap { $0.surprises(in: subject) }
        self.risks = KnownRisk.notes(on: subject)
    }

    private static func count(_ catalog: CatalogSnapshot) -> [String: Int] {
        var counts = ["schemas": catalog.schemas.count, "functions": catalog.functions.count]
        for relation in catalog.relations { counts["\(relation.kind.name)s", default: 0] += 1 }
        return counts
    }

    private static func rows(_ subject: AccessSubject) -> [Row] {
        let policy = subject.policy
        let parts: [(String, Part)] =
            [(policy.administrator, .administrator)] + policy.groups.map { ($0.name, .group) }
            + policy.logins.map { ($0.name, .login) } + [("PUBLIC", .everyone)]
        return parts.map { role, part in
            // No role has this name, so that only what everyone holds is found for PUBLIC.
            let effective = subject.effectivePrivileges(of: part == .everyone ? "" : role)
            let actions = AccessAction.all(on: subject.catalog.serverVersion)
            let expected = subject.catalog.objects.map { ($0, Expectation.of(role: role, on: $0, in: policy)) }
            return Row(
                role: role, part: part, cells: actions.map { cell($0, part: part, effective, expected) })
        }
    }

    private static func cell(
        _ action: AccessAction, part: Part, _ effective: EffectivePrivileges,
        _ expected: [(object: any CatalogObject, expectation: Expectation)]
    ) -> Cell {
        var declared = 0, held = 0, undeclared = 0
        for (object, expectation) in expected {
            for privilege in action.privileges(on: object) {
                let found = effective.held(privilege, on: object)
                if expectation.required.contains(privilege) {
                    declared += 1
                    if found.contains(where: { $0.isImmediate && $0.columns.isEmpty }) { held += 1 }
                } else if !found.isEmpty, !expectation.tolerated.contains(privilege) {
                    undeclared += 1
                }
            }
        }
        if part == .administrator {
            // The lists are not about it: what it holds is neither declared nor undeclared.
            return Cell(action: action, declared: undeclared, held: undeclared, undeclared: 0)
        }
        return Cell(action: action, declared: declared, held: held, undeclared: undeclared)
    }
}
