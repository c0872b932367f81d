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
        let expectation = Expectation.of(role: login.name, on: table, in: policy)
        return try rows(of: table, name, expectation) + definition(of: table, name)
            + isolation(of: table, name, expectation)
    }

    /// Allowed ones are planned and not run; forbidden ones are run in a form that touches no row.
    private func rows(
        of table: CatalogRelation, _ name: Identifier, _ expectation: Expectation
    ) throws(DatabaseError) -> [ProbeAttempt] {
        let isWritable = table.isUpdatable && !table.writableColumns.isEmpty
        var attempts: [ProbeAttempt] = []
        for action in isWritable ? [Privilege.select, .delete, .insert, .update] : [.select] {
            let what = "\(action.rawValue) \(table.qualifiedName)"
            let columns = action == .select ? table.columns : table.writableColumns
            let declared = columns.filter { expectation.columns[action]?.contains($0) ?? false }
            if expectation.allowed.contains(action) {
                let statement = try Self.statement(action, name, columns.first, whole: true)
                attempts.append(ProbeAttempt(what, "EXPLAIN \(statement)", .allowed))
            } else if let first = declared.first {
                let statement = try Self.statement(action, name, first)
                attempts.append(ProbeAttempt("\(what) (\(first))", "EXPLAIN \(statement)", .allowed))
                guard let other = columns.first(where: { !declared.contains($0) }) else { continue }
                attempts.append(
                    ProbeAttempt("\(what) (\(other))", try Self.statement(action, name, other), .refused))
            } else {
                // A SELECT of no column asks for the right to any.
                let column = action == .select ? nil : columns.first
                attempts.append(ProbeAttempt(what, try Self.statement(action, name, column), .refused))
            }
        }
        return attempts
    }

    /// An action on one column. No row comes out of the SELECT that an INSERT takes, so that no default draws a number
    /// and no constraint is asked.
    private static func statement(
        _ action: Privilege, _ table: Identifier, _ column: String?, whole: Bool = false
    ) throws(DatabaseError) -> SQL {
        let column = try column.map { name throws(DatabaseError) in try Identifier(name) }
        return switch (action, column) {
        case (.insert, let column?):
            "INSERT INTO \(table) (\(column)) OVERRIDING SYSTEM VALUE SELECT NULL WHERE false"
        case (.update, let column?): "UPDATE \(table) SET \(column) = DEFAULT WHERE false"
        case (.delete, _): "DELETE FROM \(table) WHERE false"
        case (_, _) where whole: "SELECT * FROM \(table)"
        case (_, let column?): "SELECT \(column) FROM \(table) WHERE false"
        case (_, nil): "SELECT FROM \(table) WHERE false"
        }
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
        of table: CatalogRelation, _ name: Identifier, _ expectation: Expectation
    ) throws(DatabaseError) -> [ProbeAttempt] {
        let isRead = expectation.allowed.contains(.select) || !(expectation.columns[.select] ?? []).isEmpty
        guard isRead, table.kind != .view, policy.tenantColumn(of: table) != nil,
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
