import PostgresCatalog
public import PostgresDriver

/// What advice is given on: a catalogue, and what is known of the logins' passwords.
public struct AdvisedServer: Sendable {
    /// How a login's password is kept.
    enum Password: String, Sendable {
        case none, scram, md5, other
    }

    let catalog: CatalogSnapshot
    /// Logins whose password never expires.
    var unexpiring: Set<String> = []
    /// How passwords are kept; nil when only a superuser may know.
    var passwords: [String: Password]?

    init(catalog: CatalogSnapshot) {
        self.catalog = catalog
    }

    /// Reads a server. Changes nothing; safe to repeat.
    /// - Parameter connection: a connection without an open transaction; a superuser's sees how passwords are kept too.
    /// - Throws: what the connection throws.
    public static func read(from connection: PostgresConnection) async throws(DatabaseError) -> AdvisedServer {
        var server = AdvisedServer(catalog: try await CatalogSnapshot.read(from: connection))
        for row in try await connection.query(
            """
            SELECT rolname FROM pg_catalog.pg_roles
            WHERE rolcanlogin AND coalesce(rolvaliduntil, 'infinity') = 'infinity'
            """
        ) {
            server.unexpiring.insert(try row.decode(String.self, at: 0))
        }
        let mayKnow = try await connection.query("SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')").first
        guard try mayKnow?.decode(Bool.self, at: 0) == true else { return server }
        var passwords: [String: Password] = [:]
        for row in try await connection.query(kinds) {
            passwords[try row.decode(String.self, at: 0)] = Password(rawValue: try row.decode(String.self, at: 1))
        }
        server.passwords = passwords
        return server
    }

    /// The kind alone leaves the server, never a verifier.
    private static let kinds: SQL = """
        SELECT rolname, CASE WHEN rolpassword IS NULL THEN 'none' WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram'
                             WHEN rolpassword LIKE 'md5%' THEN 'md5' ELSE 'other' END
        FROM pg_catalog.pg_authid WHERE rolcanlogin
        """

    /// What there is to say, the worst first.
    public var advice: [Advice] {
        let order: [Advice.Level] = [.error, .warning, .information]
        return AdviceRule.all.flatMap { rule in rule.find(self).map { Advice(rule, $0.object, $0.detail) } }
            .sorted { first, second in
                let (one, other) = (order.firstIndex(of: first.level) ?? 0, order.firstIndex(of: second.level) ?? 0)
                return (one, first.name, first.object) < (other, second.name, second.object)
            }
    }

    func isSuperuser(_ role: String) -> Bool { catalog.role(role)?.isSuperuser ?? false }

    /// Roles that are neither PostgreSQL's own nor superusers.
    var ordinaryRoles: [CatalogRole] {
        catalog.roles.filter { !PredefinedRole.isName($0.name) && !$0.isSuperuser }
    }

    /// Whether anybody but owner and superusers may read or change a table.
    func isShared(_ table: CatalogRelation) -> Bool {
        table.grants.contains { grant in
            grant.grantee != .role(table.owner) && !isSuperuser(grant.grantee.name)
                && [.select, .insert, .update, .delete].contains(grant.privilege)
        }
    }
}
