import PostgresDriver
import StatementAnalysis

/// Runs the statements of a migration's section as they stand in its file.
struct StatementExecution {
    let session: PinnedSession
    let step: MigrationPlan.Step
    /// What to say remains when a statement fails.
    let remains: String

    /// Runs one statement.
    /// - Parameter settings: Are made in the same round trip before it.
    /// - Throws: `statementFailed`, or `privilegeWarning` for a GRANT or REVOKE without effect.
    func run(_ statement: SQLStatement, under settings: [SQL] = []) async throws(MigrationError) -> QueryResult {
        let (answer, blockers) = await session.watch.during {
            await send(statement, under: settings)
        } report: { [progress = session.progress, summary = statement.summary] sight, elapsed in
            progress(
                .underWay(summary: summary, elapsed: elapsed, phase: sight.phase, blockedBy: sight.blockers))
        }
        let result: QueryResult
        switch answer {
        case .success(let answer): result = answer
        case .failure(let error):
            throw .statementFailed(error, statement: statement, of: step, blockers: blockers, remains: remains)
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
    func runInTransaction(
        _ statement: SQLStatement, under settings: [SQL] = []
    ) async throws(MigrationError) -> QueryResult {
        let result = try await run(statement, under: settings)
        guard session.connection.transactionStatus == .inTransaction else {
            throw .leftTransaction(statement: statement, of: step)
        }
        return result
    }

    private func send(
        _ statement: SQLStatement, under settings: [SQL]
    ) async -> Result<QueryResult, DatabaseError> {
        let sql = SQL(verbatim: statement.text)
        do throws(DatabaseError) {
            guard !settings.isEmpty else { return .success(try await session.connection.query(sql)) }
            let answers = try await session.connection.pipeline(settings + [sql])
            for answer in answers.dropLast() { _ = try answer.get() }
            return answers.last ?? .failure(DatabaseError(.pipelineAborted))
        } catch {
            return .failure(error)
        }
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
