import PostgresDriver
import StatementAnalysis

/// One migration in one transaction, with its verification and its history.
struct TransactionalRun {
    let session: PinnedSession
    let record: RunRecord
    let inquiry: OutcomeInquiry
    /// What was done before it in the same run.
    let done: [Int]

    private var step: MigrationPlan.Step { record.step }
    /// The same, for messages.
    private var before: String { step.direction.account(of: done) }

    /// Runs it; as a whole again where it met a lock.
    func run() async throws(MigrationError) {
        let traits = step.statements.map { StatementTraits(of: $0) }
        try await session.retrying(step) { () async throws(MigrationError) in try await once(traits) }
    }

    private func once(_ traits: [StatementTraits]) async throws(MigrationError) {
        var current = 0
        var limits = StatementLimits(session.options, local: true)
        do throws(MigrationError) {
            try await runStatements(traits, &limits, reached: &current)
            try await verify(&limits)
            // The file's own limits may be no limits: then a cancellation is heard while the history is written.
            if limits.areOfFile { try await writeHistory() }
        } catch {
            await session.connection.rollBackIfOpen()
            await recordFailure(error, statement: current == 0 ? nil : current)
            throw error
        }
        try await commit(after: limits.areOfFile ? [] : history)
    }

    private var execution: StatementExecution {
        StatementExecution(
            session: session, step: step,
            remains: step.direction == .up
                ? "Nothing of this file remains; \(before)."
                : "Nothing of this file was undone; \(before). A file that was applied stays as it is: put right in the "
                    + "database what its down does not find, or undo it by a new migration.")
    }

    private func runStatements(
        _ traits: [StatementTraits], _ limits: inout StatementLimits, reached current: inout Int
    ) async throws(MigrationError) {
        for (statement, traits) in zip(step.statements, traits) {
            current += 1
            session.progress(.statement(number: current, of: step.statements.count, summary: statement.summary))
            let changes = limits.changes(before: traits)
            let preparation = current == 1 ? session.opening(changes) : session.settings(changes)
            _ = try await execution.runInTransaction(statement, after: preparation)
            limits.noteRun(of: traits)
        }
    }

    /// A verification leaves nothing behind, whatever it does.
    private func verify(_ limits: inout StatementLimits) async throws(MigrationError) {
        guard let first = step.verification.first else { return }
        let changes = session.settings(limits.changes(before: StatementTraits(of: first)))
        _ = try await session.run(pipeline: ["SAVEPOINT dal_verification"] + changes, while: "verifying")
        for statement in step.verification { try await execution.verify(statement) }
        _ = try await session.run("ROLLBACK TO SAVEPOINT dal_verification", while: "verifying")
    }

    /// The file may have SET ROLE; the history is the administrator's.
    private var history: [SQL] {
        let row = record.row(.done, statementsDone: record.statementsTotal)
        return ["RESET SESSION AUTHORIZATION", "RESET ROLE", .writing(row, and: record.event(.done))]
    }

    private func writeHistory() async throws(MigrationError) {
        do throws(DatabaseError) {
            for answer in try await session.connection.pipeline(history) { _ = try answer.get() }
        } catch {
            throw .historyNotWritten(error)
        }
    }

    /// Commits, after the history in the same round trip. Nobody cancels that: its outcome must be known.
    private func commit(after history: [SQL]) async throws(MigrationError) {
        let connection = session.connection
        let answer = try await shieldedFromCancellation { () async throws(MigrationError) -> CommitAnswer in
            await CommitAnswer(of: connection, after: history)
        }
        switch answer {
        case .said("COMMIT"): return
        case .said(let tag):
            throw .notCommitted("the server answered COMMIT with \(tag)", step: step, before: before)
        case .historyRefused(let error) where connection.isOpen:
            await connection.rollBackIfOpen()
            await recordFailure(error.sqlState, statement: step.statements.count)
            throw .historyNotWritten(error)
        case .failed(let error) where error.code == .server && connection.isOpen:
            let reason = "\(error.serverMessage ?? "") (\(error.sqlState.map(String.init(describing:)) ?? ""))"
            await recordFailure(error.sqlState, statement: nil)
            throw .notCommitted("COMMIT failed: \(reason)", step: step, before: before, underlying: error)
        case .failed(let error), .historyRefused(let error):
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

/// What became of a COMMIT.
private enum CommitAnswer: Sendable {
    /// The tag that the server answered with.
    case said(String)
    /// The history before it was not written, so that it was not run.
    case historyRefused(DatabaseError)
    case failed(DatabaseError)

    init(of connection: PostgresConnection, after history: [SQL]) async {
        do throws(DatabaseError) {
            let answers = try await connection.pipeline(history + ["COMMIT"])
            for case .failure(let error) in answers.dropLast() {
                self = .historyRefused(error)
                return
            }
            self = .said(try answers.last?.get().commandTag ?? "")
        } catch {
            self = .failed(error)
        }
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

    fileprivate static func historyNotWritten(_ error: DatabaseError) -> MigrationError {
        guard error.sqlState == .divisionByZero else { return .database(error, while: "writing the history") }
        return MigrationError(
            .database, "writing the history: not one row each was written",
            advice: "Check dal.migration_history and dal.migration_events for triggers that are not the runner's.",
            underlying: error)
    }
}
