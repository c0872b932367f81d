import StatementAnalysis

/// Judges migrations by what they would do to a live system, on the parse tree and without a server.
///
/// The statements of a `DO` block are judged as those outside of one, and EXECUTE of a plain string. What EXECUTE makes up,
/// and what a function's body does, is not looked into.
public struct MigrationLinter: Sendable {
    private let logins: Set<String>
    private let tenantColumn: String

    /// - Parameters:
    ///   - logins: Roles known to log in, beside those that a file makes itself.
    ///   - tenantColumn: The column by which a table's tenants are kept apart.
    public init(logins: Set<String> = [], tenantColumn: String = "tenant_id") {
        self.logins = logins
        self.tenantColumn = tenantColumn
    }

    /// Judges files in their order of application; a file knows of the tenants' tables that those before it make.
    ///
    /// - Parameters:
    ///   - files: What is judged.
    ///   - earlier: Files applied before, which are not judged.
    /// - Returns: Every finding, and the files that no runner would accept.
    public func report(on files: [LintInput], after earlier: [LintInput] = []) -> LintReport {
        var tenantTables: Set<RelationName> = []
        var judged: [(path: String, findings: [LintFinding])] = []
        var failures: [LintReport.Failure] = []
        for (isJudged, file) in earlier.map({ (false, $0) }) + files.map({ (true, $0) }) {
            do throws(MigrationError) {
                let source = try LintSource(file)
                let (migration, unread) = source.migration(tenantColumn: tenantColumn, after: tenantTables)
                tenantTables.formUnion(migration.newTenantTables.map(\.table))
                if isJudged { judged.append((file.path, findings(in: migration, source: source) + unread)) }
            } catch {
                if isJudged { failures.append(LintReport.Failure(error, path: file.path)) }
            }
        }
        return LintReport(fileCount: files.count, judged: judged, failures: failures)
    }

    private func findings(in migration: LintedMigration, source: LintSource) -> [LintFinding] {
        var found: [(rule: any LintRule, violation: LintViolation)] = []
        for (direction, statements) in [(MigrationDirection.up, migration.up), (.down, migration.down ?? [])] {
            let rules = LintRules.all.filter { $0.directions.contains(direction) }
            var context = LintContext(direction, of: migration, logins: logins)
            for statement in statements {
                for rule in rules {
                    found += rule.violations(of: statement, in: context).map { (rule, $0) }
                }
                context.pass(statement)
            }
        }
        for rule in LintRules.all { found += rule.violations(of: migration).map { (rule, $0) } }

        var ignores = source.ignores(of: migration.up + (migration.down ?? []))
        var findings: [LintFinding] = []
        for (rule, violation) in found {
            let place = violation.statement?.place(violation.byteOffset) ?? 0
            if ignores.ignore(rule.name, in: violation.statement) { continue }
            findings.append(source.finding(rule, at: place, violation.message, advice: violation.advice))
        }
        findings += ignores.findings(in: source)
        return findings.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}
