import PostgresCatalog

/// What advice is given on: a database's catalogue, and what is known of the server it is on.
public struct AdvisedServer: Sendable {
    /// How a login's password is kept.
    enum Password: String, Sendable {
        case none, scram, md5, other
    }

    /// An extension that a database has.
    struct Extension: Sendable {
        let name: String
        let schema: String
        let version: String
        /// The version that CREATE EXTENSION would take now; nil where its files are gone.
        let defaultVersion: String?
    }

    /// A line of `pg_hba.conf`.
    struct HostRule: Sendable {
        let line: Int
        let type: String
        let databases: String
        let users: String
        let method: String
    }

    let catalog: CatalogSnapshot
    /// What is declared for the database; nil when it was compared with nothing.
    var declared: DeclaredAccess?
    /// The superuser that the server was made with.
    var bootstrapSuperuser: String?
    /// Logins whose password never expires.
    var unexpiring: Set<String> = []
    /// How passwords are kept; nil when only a superuser may know.
    var passwords: [String: Password]?
    /// The lines of `pg_hba.conf`; nil when only a superuser may know.
    var hostRules: [HostRule]?
    /// How the server keeps new passwords, where nothing else is set.
    var passwordEncryption: String?
    /// The extensions of the database.
    var extensions: [Extension] = []
    /// The foreign servers that every role enters with one remote login.
    var everyonesMappings: [String] = []
    /// The server's databases that could not be looked into, with the reason.
    var notJudged: [String: String] = [:]

    init(catalog: CatalogSnapshot) {
        self.catalog = catalog
    }

    /// What there is to say, the worst first.
    public var advice: [Advice] { found.map(\.advice) }

    /// What there is to say, and whether it is about the whole server.
    var found: [(advice: Advice, isOfServer: Bool)] {
        let found = AdviceRule.all.flatMap { rule in
            rule.find(self).map { object, detail in
                let advice = Advice(rule, object.label, detail, declared: reason(for: rule, object))
                return (advice: advice, isOfServer: object.isOfServer)
            }
        }
        return found.sorted { $0.advice < $1.advice }
    }

    /// What a rule needs to know and this reader does not.
    func lacks(_ knowledge: AdviceRule.Knowledge) -> Bool {
        switch knowledge {
        case .passwords: passwords == nil
        case .hostRules: hostRules == nil
        }
    }

    func isSuperuser(_ role: String) -> Bool { catalog.role(role)?.isSuperuser ?? false }

    /// Roles that are neither PostgreSQL's own nor superusers.
    var ordinaryRoles: [CatalogRole] {
        catalog.roles.filter { !PredefinedRole.isName($0.name) && !$0.isSuperuser }
    }

    /// Whether a grant gives nobody anything but the owner of its object and superusers.
    func isOwnersOrSuperusers(_ grant: Grant, of object: some CatalogObject) -> Bool {
        grant.grantee == .role(object.owner) || isSuperuser(grant.grantee.name)
    }

    /// Whether anybody but owner and superusers may read or change a table.
    func isShared(_ table: CatalogRelation) -> Bool {
        table.grants.contains { grant in
            !isOwnersOrSuperusers(grant, of: table) && [.select, .insert, .update, .delete].contains(grant.privilege)
        }
    }

    /// Whether anybody but owner and superusers may read a column.
    func isReadable(_ column: String, of table: CatalogRelation) -> Bool {
        table.grants.contains { grant in
            !isOwnersOrSuperusers(grant, of: table) && grant.privilege == .select
                && (grant.column == nil || grant.column == column)
        }
    }
}
