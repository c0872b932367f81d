public import PostgresCatalog

/// Who owns what in a database that this tool has not migrated so far, and what in it stands against least privilege.
public struct DatabaseSurvey: Sendable, Hashable {
    /// A role that owns something in the database.
    public struct Owner: Sendable, Hashable, Encodable {
        /// Its name.
        public let role: String
        /// Whether it can log in.
        public let isLogin: Bool
        /// Its sessions in the database at the moment of the survey, the survey's own left out.
        public let sessions: Int
        /// How many objects it owns, by kind: `table`, `view`, `function` and so on.
        public let objects: [String: Int]
    }

    /// The role that the migrations will run as.
    public let administrator: String
    /// Every owner, by name.
    public let owners: [Owner]
    /// What stands against least privilege, by kind, then by object.
    public let findings: [SurveyFinding]

    /// Judges a catalogue. Nothing is read. What an extension or this tool made is left out.
    ///
    /// - Parameters:
    ///   - snapshot: the catalogue.
    ///   - administrator: the role that the migrations will run as.
    ///   - sessions: how many sessions each role has in the database.
    ///   - tenantColumn: the column by which a table's tenants are kept apart.
    public init(
        of snapshot: CatalogSnapshot, administrator: String, sessions: [String: Int], tenantColumn: String = "tenant_id"
    ) {
        let reader = SurveyReader(
            snapshot: snapshot, administrator: administrator, sessions: sessions, tenantColumn: tenantColumn)
        self.administrator = administrator
        owners = reader.owners
        findings = reader.findings
    }

    /// The findings of one kind.
    public func findings(_ risk: SurveyRisk) -> [SurveyFinding] { findings.filter { $0.risk == risk } }
}
