import PostgresCatalog
public import PostgresDriver

extension AdvisedServer {
    /// Reads the server and one database. Changes nothing; safe to repeat.
    /// - Parameter connection: a connection without an open transaction; a superuser's sees how passwords are kept too.
    /// - Throws: what the connection throws.
    public static func read(from connection: PostgresConnection) async throws(DatabaseError) -> AdvisedServer {
        var server = AdvisedServer(catalog: try await CatalogSnapshot.read(from: connection))
        for row in try await connection.query(unexpiring) {
            server.unexpiring.insert(try row.decode(String.self, at: 0))
        }
        for row in try await connection.query(extensions) {
            server.extensions.append(
                Extension(
                    name: try row.decode(String.self, at: 0), schema: try row.decode(String.self, at: 1),
                    version: try row.decode(String.self, at: 2), defaultVersion: try row.decode(String?.self, at: 3)))
        }
        for row in try await connection.query(mappings) {
            server.everyonesMappings.append(try row.decode(String.self, at: 0))
        }
        guard let row = try await connection.query(knowledge).first else { return server }
        let (encryption, knowsPasswords, knowsHostRules, bootstrap) = try row.decode(
            String.self, Bool.self, Bool.self, String?.self)
        server.passwordEncryption = encryption
        server.bootstrapSuperuser = bootstrap
        if knowsPasswords { server.passwords = try await passwords(on: connection) }
        if knowsHostRules { server.hostRules = try await hostRules(on: connection) }
        return server
    }

    private static func passwords(
        on connection: PostgresConnection
    ) async throws(DatabaseError) -> [String: Password] {
        var passwords: [String: Password] = [:]
        for row in try await connection.query(kinds) {
            passwords[try row.decode(String.self, at: 0)] = Password(rawValue: try row.decode(String.self, at: 1))
        }
        return passwords
    }

    private static func hostRules(on connection: PostgresConnection) async throws(DatabaseError) -> [HostRule] {
        var rules: [HostRule] = []
        for row in try await connection.query(hostLines) {
            rules.append(
                HostRule(
                    line: try row.decode(Int.self, at: 0), type: try row.decode(String.self, at: 1),
                    databases: try row.decode(String.self, at: 2), users: try row.decode(String.self, at: 3),
                    method: try row.decode(String.self, at: 4)))
        }
        return rules
    }

    private static let unexpiring: SQL = """
        SELECT rolname FROM pg_catalog.pg_roles
        WHERE rolcanlogin AND coalesce(rolvaliduntil, 'infinity') = 'infinity'
        """

    private static let extensions: SQL = """
        SELECT e.extname, n.nspname, e.extversion, a.default_version
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = e.extname
        ORDER BY 1
        """

    private static let mappings: SQL = "SELECT srvname FROM pg_catalog.pg_user_mappings WHERE umuser = 0"

    private static let knowledge: SQL = """
        SELECT current_setting('password_encryption'), has_table_privilege('pg_catalog.pg_authid', 'SELECT'),
               has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')
                   AND has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE'),
               (SELECT rolname::text FROM pg_catalog.pg_roles WHERE oid = 10)
        """

    /// The kind alone leaves the server, never a verifier.
    private static let kinds: SQL = """
        SELECT rolname, CASE WHEN rolpassword IS NULL THEN 'none' WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram'
                             WHEN rolpassword LIKE 'md5%' THEN 'md5' ELSE 'other' END
        FROM pg_catalog.pg_authid WHERE rolcanlogin
        """

    private static let hostLines: SQL = """
        SELECT line_number::int8, type, array_to_string(database, ', '), array_to_string(user_name, ', '), auth_method
        FROM pg_catalog.pg_hba_file_rules WHERE error IS NULL ORDER BY 1
        """
}
