public import PostgresCatalog
public import PostgresDriver

/// Every object and what each role may do with it, one by one: what the matrix counts.
public struct AccessGrid: Codable, Hashable, Sendable {
    /// What one role may do with one object.
    public struct Cell: Codable, Hashable, Sendable {
        /// What it holds, by its grants, its groups', PUBLIC's or what it can become.
        public let held: [String]
        /// What it lacks of that which is declared.
        public let lacking: [String]
        /// What it holds and is not declared.
        public let surplus: [String]

        /// Whether it is as declared.
        public var agrees: Bool { lacking.isEmpty && surplus.isEmpty }
    }

    /// One object.
    public struct Line: Codable, Hashable, Sendable {
        /// Kind and name.
        public let object: String
        /// One cell for each role.
        public let cells: [Cell]

        /// Whether all roles' cells are as declared.
        public var agrees: Bool { cells.allSatisfy(\.agrees) }
    }

    /// The database.
    public let database: String
    /// The groups, the logins, and PUBLIC.
    public let roles: [String]
    /// Those with differences first, then by name.
    public let lines: [Line]

    /// Compares a policy with a catalogue. Nothing is read or written.
    public init(policy: AccessPolicy, catalog: CatalogSnapshot) {
        let subject = AccessSubject(policy: policy, catalog: catalog)
        let everyone = Grantee.everyone.name
        let roles = subject.subjectRoles + [everyone]
        // No role has an empty name, so that only what everyone holds is found for PUBLIC.
        let effective = roles.map { subject.effectivePrivileges(of: $0 == everyone ? "" : $0) }
        let lines = subject.catalog.objects.map { object in
            let cells = zip(roles, effective).map { role, effective in
                Self.cell(object, role == everyone ? nil : role, effective, policy)
            }
            return Line(object: object.label, cells: cells)
        }
        self.database = catalog.currentDatabase?.name ?? ""
        self.roles = roles
        self.lines = lines.sorted { ($0.agrees ? 1 : 0, $0.object) < ($1.agrees ? 1 : 0, $1.object) }
    }

    /// Reads the catalogue and compares. Changes nothing; safe to repeat.
    /// - Throws: `DatabaseError`.
    public static func read(
        of policy: AccessPolicy, administrator: ConnectionConfiguration
    ) async throws(DatabaseError) -> AccessGrid {
        try await PostgresConnection.withConnection(to: administrator, connectFailure: { $0 }) {
            connection throws(DatabaseError) in
            AccessGrid(policy: policy, catalog: try await CatalogSnapshot.read(from: connection))
        }
    }

    private static func cell(
        _ object: any CatalogObject, _ role: String?, _ effective: EffectivePrivileges, _ policy: AccessPolicy
    ) -> Cell {
        let everyone = Expectation(ofEveryoneOn: object, in: policy)
        var expectation = role.map { Expectation.of(role: $0, on: object, in: policy) } ?? everyone
        // What everyone keeps is nobody's surplus.
        expectation.tolerated.formUnion(everyone.allowed)
        var held: [String] = [], lacking: [String] = [], surplus: [String] = []
        for privilege in object.privileges {
            let found = effective.held(privilege, on: object)
            let isWhole = found.contains { $0.columns.isEmpty }
            if isWhole || !found.isEmpty { held.append(privilege.rawValue + (isWhole ? "" : " (columns)")) }
            if expectation.required.contains(privilege), !isWhole { lacking.append(privilege.rawValue) }
            let isAllowed =
                expectation.allowed.contains(privilege) || (!isWhole && expectation.columns[privilege] != nil)
            if !found.isEmpty, !isAllowed { surplus.append(privilege.rawValue) }
        }
        return Cell(held: held, lacking: lacking, surplus: surplus)
    }
}
