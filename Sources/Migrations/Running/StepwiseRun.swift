import PostgresDriver
import StatementAnalysis

/// One migration outside a transaction, statement by statement: for what cannot run inside one. The history says
/// before and after each statement how far it came, because nothing can take back what is done.
struct StepwiseRun {
    let session: PinnedSession
    let record: RunRecord

    private var step: MigrationPlan.Step { record.step }

    func run() async throws(MigrationError) {
        try await session.begin()
        do throws(MigrationError) {
            try await session.write(record.row(.running, statementsDone: 0))
            try await session.write(record.event(.started))
            try await commit()
        } catch {
            await session.connection.rollBackIfOpen()
            throw error
        }
        try await session.setSessionLimits()
        for number in 1...record.statementsTotal { try await run(statement: number) }
        try await verify()
        try await session.write(record.advance(to: .done, statementsDone: record.statementsTotal))
        try await session.write(record.event(.done))
    }

    private func run(statement number: Int) async throws(MigrationError) {
        let statement = step.statements[number - 1]
        session.progress(.statement(number: number, of: record.statementsTotal, summary: statement.summary))
        let remains =
            "It runs outside a transaction: \(number - 1) of its \(record.statementsTotal) statements remain done, and "
            + "what this one left behind (an invalid index, for example) must be looked at. The status says what to do."
        do throws(MigrationError) {
            _ = try await StatementExecution(session: session, step: step, remains: remains).run(statement)
        } catch {
            await recordFailure(error, statementsDone: number - 1)
            throw error
        }
        try await session.write(record.advance(to: .running, statementsDone: number))
    }

    private func verify() async throws(MigrationError) {
        guard !step.verification.isEmpty else { return }
        let execution = StatementExecution(
            session: session, step: step, remains: "It runs outside a transaction: all its statements remain done.")
        do throws(MigrationError) {
            try await session.begin()
            for statement in step.verification { try await execution.verify(statement) }
            await session.connection.rollBackIfOpen()
        } catch {
            await session.connection.rollBackIfOpen()
            await recordFailure(error, statementsDone: record.statementsTotal)
            throw error
        }
    }

    private func commit() async throws(MigrationError) {
        let tag = try await session.run("COMMIT", while: "writing the history").commandTag
        guard tag == "COMMIT" else {
            throw MigrationError(.notCommitted, "writing the history: the server answered COMMIT with \(tag)")
        }
    }

    /// The failure itself is what the operator must see; where this cannot be written, the row still says `running`.
    private func recordFailure(_ error: MigrationError, statementsDone: Int) async {
        let reason = error.underlying?.sqlState.map(String.init(describing:)) ?? "refused"
        let (session, record) = (session, record)
        _ = try? await shieldedFromCancellation { () async throws(MigrationError) in
            try await session.write(record.advance(to: .failed, statementsDone: statementsDone, failure: reason))
            try await session.write(record.event(.failed(statement: statementsDone + 1, reason: reason)))
        }
    }
}
