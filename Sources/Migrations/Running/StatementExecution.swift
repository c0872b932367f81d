import PostgresDriver
import StatementAnalysis

/// Runs the statements of a migration's section as they stand in its file.
struct StatementExecution {
    let session: PinnedSession
    let step: MigrationPlan.Step
    /// What to say remains when a statement fails.
    let remains: String

    /// Runs one statement.
    /// - Throws: `statementFailed`, or `privilegeWarning` for a GRANT or REVOKE without effect.
    func run(_ statement: SQLStatement) async throws(MigrationError) -> QueryResult {
        let result: QueryResult
        do {
            result = try await session.connection.query(SQL(verbatim: statement.text))
        } catch {
            throw .statementFailed(error, statement: statement, of: step, remains: remains)
        }
        for notice in result.notices {
            if [.privilegeNotRevoked, .privilegeNotGranted].contains(notice.sqlState) {
                throw .ineffective(notice, statement: statement, of: step, remains: remains)
            }
            session.progress(.notice(severity: notice.severity, message: notice.message))
        }
        return result
    }

    /// Runs one statement of a transaction and makes sure that it left the transaction open.
    func runInTransaction(_ statement: SQLStatement) async throws(MigrationError) -> QueryResult {
        let result = try await run(statement)
        guard session.connection.transactionStatus == .inTransaction else {
            throw .leftTransaction(statement: statement, of: step)
        }
        return result
    }

    /// Runs one statement of the verification: a query must return a single true.
    func verify(_ statement: SQLStatement) async throws(MigrationError) {
        let result = try await runInTransaction(statement)
        guard statement.kind == .query else { return }
        if let finding = Self.finding(in: result) {
            throw .verificationFailed(
                "\(Self.claim(of: result)) \(finding)", statement: statement, of: step, remains: remains)
        }
    }

    /// The column's name, which an author can use to say what is proved.
    private static func claim(of result: QueryResult) -> String {
        guard result.columns.count == 1, let name = result.columns.first?.name, name != "?column?" else {
            return "the query"
        }
        return "\"\(name)\""
    }

    private static func finding(in result: QueryResult) -> String? {
        guard result.count == 1, result.columns.count == 1, let row = result.first else {
            return "returned \(result.count) rows of \(result.columns.count) columns instead of a single true"
        }
        guard let value = try? row.decode(Bool?.self, at: 0) else { return "returned something else than true" }
        return value ? nil : "returned false"
    }
}
