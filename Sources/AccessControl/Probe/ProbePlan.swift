import PostgresCatalog
import PostgresDriver

/// Everything one login tries: all that is declared, and all that is not.
struct ProbePlan {
    private let login: LoginPolicy
    private let policy: AccessPolicy
    private let catalog: CatalogSnapshot

    init(login: LoginPolicy, policy: AccessPolicy, catalog: CatalogSnapshot) {
        self.login = login
        self.policy = policy
        self.catalog = catalog
    }

    func attempts() throws(DatabaseError) -> [ProbeAttempt] {
        var attempts = try onCluster()
        for relation in catalog.relations where !relation.isExtensionMember {
            attempts += relation.kind == .sequence ? try onSequence(relation) : try onTable(relation)
        }
        return attempts
    }

    /// What an application's login may never do, whatever its grants.
    private func onCluster() throws(DatabaseError) -> [ProbeAttempt] {
        let schema = try Identifier(policy.schema), table = try Identifier(policy.schema, "dal_probe")
        let probe = try Identifier("dal_probe"), own = try Identifier(login.name)
        let administrator = try Identifier(policy.administrator)
        return [
            ProbeAttempt("CREATE TABLE in schema \(policy.schema)", "CREATE TABLE \(table) ()", .refused),
            ProbeAttempt("CREATE TEMPORARY TABLE", "CREATE TEMPORARY TABLE \(probe) ()", .refused),
            ProbeAttempt("CREATE SCHEMA", "CREATE SCHEMA \(probe)", .refused),
            ProbeAttempt("GRANT on schema \(policy.schema)", "GRANT USAGE ON SCHEMA \(schema) TO \(own)", .refused),
            ProbeAttempt("CREATE ROLE", "CREATE ROLE \(probe)", .refused),
            ProbeAttempt("ALTER ROLE \(policy.administrator)", "ALTER ROLE \(administrator) NOLOGIN", .refused),
            ProbeAttempt(
                "GRANT \(policy.administrator) to itself", "GRANT \(administrator) TO \(own)", .refused),
            ProbeAttempt("SET ROLE \(policy.administrator)", "SET LOCAL ROLE \(administrator)", .refused),
            ProbeAttempt("SET ROLE pg_read_all_data", "SET LOCAL ROLE pg_read_all_data", .refused),
            // The missing table ends it before a program is started.
            ProbeAttempt(
                "COPY to a program of the server", "COPY (SELECT FROM dal_probe_missing) TO PROGRAM 'true'", .refused,
                ending: .undefinedTable),
            ProbeAttempt(
                "COPY from a file of the server", "COPY dal_probe_missing FROM '/dev/null'", .refused,
                ending: .undefinedTable),
            ProbeAttempt("read password verifiers", "SELECT FROM pg_catalog.pg_authid WHERE false", .refused),
        ]
    }

    private func onTable(_ table: CatalogRelation) throws(DatabaseError) -> [ProbeAttempt] {
        let name = try Identifier(table.schema, table.name)
        let declared = Expectation.of(role: login.name, on: table, in: policy).allowed
        return try rows(of: table, name, declared) + definition(of: table, name) + isolation(of: table, name, declared)
    }

    /// Allowed ones are planned and not run; forbidden ones are run in a form that touches no row.
    private func rows(
        of table: CatalogRelation, _ name: Identifier, _ declared: Set<Privilege>
    ) throws(DatabaseError) -> [ProbeAttempt] {
        let select =
            declared.contains(.select)
            ? ProbeAttempt("SELECT \(table.qualifiedName)", "EXPLAIN SELECT * FROM \(name)", .allowed)
            : ProbeAttempt("SELECT \(table.qualifiedName)", "SELECT FROM \(name) WHERE false", .refused)
        guard table.isUpdatable, let first = table.writableColumn else { return [select] }
        let column = try Identifier(first)
        // No row comes out of the SELECT, so that no default draws a number and no constraint is asked.
        let insert: SQL = "INSERT INTO \(name) (\(column)) OVERRIDING SYSTEM VALUE SELECT NULL WHERE false"
        let update: SQL = "UPDATE \(name) SET \(column) = DEFAULT WHERE false"
        return [
            select,
            declared.contains(.delete)
                ? ProbeAttempt("DELETE \(table.qualifiedName)", "EXPLAIN DELETE FROM \(name)", .allowed)
                : ProbeAttempt("DELETE \(table.qualifiedName)", "DELETE FROM \(name) WHERE false", .refused),
            declared.contains(.insert)
                ? ProbeAttempt("INSERT \(table.qualifiedName)", "EXPLAIN \(insert)", .allowed)
                : ProbeAttempt("INSERT \(table.qualifiedName)", insert, .refused),
            declared.contains(.update)
                ? ProbeAttempt("UPDATE \(table.qualifiedName)", "EXPLAIN \(update)", .allowed)
                : ProbeAttempt("UPDATE \(table.qualifiedName)", update, .refused),
        ]
    }

    /// Each names something that does not exist beside or in the table, so that it fails even where it is allowed: no
    /// trigger fires, and nothing is undone.
    private func definition(of table: CatalogRelation, _ name: Identifier) throws(DatabaseError) -> [ProbeAttempt] {
        let missing = try Identifier(policy.schema, "dal_probe_missing"), column = try Identifier("dal_probe_missing")
        let own = try Identifier(login.name)
        let keyword: SQL =
            switch table.kind {
            case .view: "VIEW"
            case .materializedView: "MATERIALIZED VIEW"
            case .foreignTable: "FOREIGN TABLE"
            case .table, .partitionedTable, .sequence: "TABLE"
            }
        var attempts = [
            ProbeAttempt(
                "DROP \(table.label)", "DROP \(keyword) \(name), \(missing)", .refused, ending: .undefinedTable),
            ProbeAttempt("GRANT on \(table.label)", "GRANT SELECT ON \(name) TO \(own)", .refused),
        ]
        switch table.kind {
        case .table, .partitionedTable:
            attempts += [
                ProbeAttempt(
                    "ALTER \(table.label)", "ALTER TABLE \(name) ALTER COLUMN \(column) DROP DEFAULT", .refused,
                    ending: .undefinedColumn),
                ProbeAttempt(
                    "TRUNCATE \(table.label)", "TRUNCATE \(name), \(missing)", .refused, ending: .undefinedTable),
            ]
        case .view, .materializedView, .foreignTable, .sequence: break
        }
        return attempts
    }

    /// Without a tenant a login sees no row of any.
    private func isolation(
        of table: CatalogRelation, _ name: Identifier, _ declared: Set<Privilege>
    ) throws(DatabaseError) -> [ProbeAttempt] {
        guard table.schema == policy.schema, declared.contains(.select), table.kind != .view,
            policy.tenantIsolation?.column(of: table.name, with: table.columns) != nil,
            !policy.groups(of: login.name).contains(where: \.seesAllTenants)
        else { return [] }
        return [
            ProbeAttempt(
                "see rows of \(table.label) without a tenant", "SELECT EXISTS (SELECT FROM \(name))", .answer(false))
        ]
    }

    /// nextval draws a number even in a transaction that is rolled back, so that here the question has to do.
    private func onSequence(_ sequence: CatalogRelation) throws(DatabaseError) -> [ProbeAttempt] {
        let name = try Identifier(sequence.schema, sequence.name).quoted
        let expectation = Expectation.of(role: login.name, on: sequence, in: policy)
        return sequence.privileges.filter { !expectation.tolerated.contains($0) }.map { privilege in
            ProbeAttempt(
                "\(privilege.rawValue) \(sequence.label)",
                "SELECT has_sequence_privilege(\(name)::text, \(privilege.rawValue)::text)",
                .answer(expectation.required.contains(privilege)))
        }
    }
}
