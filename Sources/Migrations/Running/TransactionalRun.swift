import PostgresDriver
import StatementAnalysis

/// One migration in one transaction, with its verification and its history.
struct TransactionalRun {
    let session: PinnedSession
    let record: RunRecord
    let inquiry: OutcomeInquiry
    /// What was done before it in the same run, for messages.
    let before: String

    private var step: MigrationPlan.Step { record.step }

    /// Runs it; as a whole again where it met a lock.
    func run() async throws(MigrationError) {
        try await session.retrying(step) { () async throws(MigrationError) in try await once() }
    }

    private func once() async throws(MigrationError) {
        var current = 0
        do throws(MigrationError) {
            var limits = StatementLimits(session.options, local: true)
            try await session.begin(limits.changes(before: StatementTraits(of: step.statements[0])))
            try await runStatements(&limits, reached: &current)
            try await verify(&limits)
            try await writeHistory()
        } catch {
            await session.connection.rollBackIfOpen()
            await recordFailure(error, statement: current == 0 ? nil : current)
            throw error
        }
        try await commit()
    }

    private var execution: StatementExecution {
        StatementExecution(
            session: session, step: step,
            remains: step.direction == .up
                ? "Nothing of this file remains; \(before)." : "Nothing of this file was undone; \(before).")
    }

    private func runStatements(
        _ limits: inout StatementLimits, reached current: inout Int
    ) async throws(MigrationError) {
        for statement in step.statements {
            current += 1
            session.progress(.statement(number: current, of: step.statements.count, summary: statement.summary))
            let traits = StatementTraits(of: statement)
            _ = try await execution.runInTransaction(statement, under: limits.changes(before: traits))
            limits.noteRun(of: traits)
        }
    }

    /// A verification leaves nothing behind, whatever it does.
    private func verify(_ limits: inout StatementLimits) async throws(MigrationError) {
        guard let first = step.verification.first else { return }
        let changes = limits.changes(before: StatementTraits(of: first))
        _ = try await session.run(pipeline: ["SAVEPOINT dal_verification"] + changes, while: "verifying")
        for statement in step.verification { try await execution.verify(statement) }
        _ = try await session.run("ROLLBACK TO SAVEPOINT dal_verification", while: "verifying")
    }

    /// The file may have SET ROLE; the history is the administrator's.
    private func writeHistory() async throws(MigrationError) {
        try await session.write(
            record.row(.done, statementsDone: record.statementsTotal), record.event(.done),
            after: ["RESET SESSION AUTHORIZATION", "RESET ROLE"])
    }

    private func commit() async throws(MigrationError) {
        let connection = session.connection
        let answer = try await shieldedFromCancellation {
            () async throws(MigrationError) -> Result<QueryResult, DatabaseError> in
            do throws(DatabaseError) {
                return .success(try await connection.query("COMMIT"))
            } catch {
                return .failure(error)
            }
        }
        switch answer {
        case .success(let result) where result.commandTag == "COMMIT": return
        case .success(let result):
            throw .notCommitted("the server answered COMMIT with \(result.commandTag)", step: step, before: before)
        case .failure(let error) where error.code == .server && connection.isOpen:
            let reason = "\(error.serverMessage ?? "") (\(error.sqlState.map(String.init(describing:)) ?? ""))"
            await recordFailure(error.sqlState, statement: nil)
            throw .notCommitted("COMMIT failed: \(reason)", step: step, before: before, underlying: error)
        case .failure(let error):
            throw await inquiry.verdict(on: step, after: error, before: before)
        }
    }

    private func recordFailure(_ error: MigrationError, statement: Int?) async {
        await recordFailure(error.underlying?.sqlState, statement: statement)
    }

    /// The failure itself is what the operator must see: that its event could not be added hides nothing.
    private func recordFailure(_ state: SQLState?, statement: Int?) async {
        guard session.connection.isOpen else { return }
        let event = record.event(
            .failed(statement: statement, reason: state.map(String.init(describing:)) ?? "refused"))
        let session = session
        _ = try? await shieldedFromCancellation { () async throws(MigrationError) in try await session.write(event) }
    }
}

extension MigrationError {
    fileprivate static func notCommitted(
        _ message: String, step: MigrationPlan.Step, before: String, underlying: DatabaseError? = nil
    ) -> MigrationError {
        MigrationError(
            .notCommitted, message, advice: "Everything in this file was rolled back; \(before).",
            file: step.file.fileName, underlying: underlying)
    }
}
