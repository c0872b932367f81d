import PostgresDriver
import StatementAnalysis

/// Runs the statements of a migration's section as they stand in its file.
struct StatementExecution {
    let session: PinnedSession
    let step: MigrationPlan.Step
    /// What remains when a statement fails, in words that are put together only then.
    private let describeRemains: @Sendable () -> String

    var remains: String { describeRemains() }

    /// - Parameter remains: What to say remains when a statement fails.
    init(session: PinnedSession, step: MigrationPlan.Step, remains: @autoclosure @escaping @Sendable () -> String) {
        self.session = session
        self.step = step
        describeRemains = remains
    }

    /// What came back for a statement.
    private enum Answer {
        case result(QueryResult)
        case failed(DatabaseError)
        /// What goes before it failed, so that it was not run.
        case unprepared(DatabaseError)
    }

    /// Runs one statement.
    /// - Parameter preparation: Is run before it in the same round trip.
    /// - Throws: `statementFailed`, or `privilegeWarning` for a GRANT or REVOKE without effect.
    func run(_ statement: SQLStatement, after preparation: [SQL] = []) async throws(MigrationError) -> QueryResult {
        let (answer, blockers) = await session.watch.during {
            await send(statement, after: preparation)
        } report: { [progress = session.progress, summary = statement.summary] sight, elapsed in
            progress(
                .underWay(summary: summary, elapsed: elapsed, phase: sight.phase, blockedBy: sight.blockers))
        }
        let result: QueryResult
        switch answer {
        case .result(let answer): result = answer
        case .failed(let error):
            throw .statementFailed(error, statement: statement, of: step, blockers: blockers, remains: remains)
        case .unprepared(let error): throw session.refusal(error, while: "preparing \(statement.summary)")
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
        _ statement: SQLStatement, after preparation: [SQL] = []
    ) async throws(MigrationError) -> QueryResult {
        let result = try await run(statement, after: preparation)
        guard session.connection.transactionStatus == .inTransaction else {
            throw .leftTransaction(statement: statement, of: step)
        }
        return result
    }

    private func send(_ statement: SQLStatement, after preparation: [SQL]) async -> Answer {
        do throws(DatabaseError) {
            let sql = SQL(verbatim: statement.text).runOnce
            let answers = try await session.connection.pipeline(preparation + [sql])
            for case .failure(let error) in answers.dropLast() { return .unprepared(error) }
            guard let last = answers.last else { return .failed(DatabaseError(.pipelineAborted)) }
            return .result(try last.get())
        } catch {
            return .failed(error)
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
