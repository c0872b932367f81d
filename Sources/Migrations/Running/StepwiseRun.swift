import PostgresDriver
import StatementAnalysis

/// One migration outside a transaction, statement by statement: for what cannot run inside one.
///
/// The history says before each statement that it begins and afterwards that it is done. A statement that can run in a
/// transaction is committed together with that word, so that only of the others it can be unknown how far they came.
struct StepwiseRun {
    let session: PinnedSession
    let record: RunRecord

    private var step: MigrationPlan.Step { record.step }

    /// Runs all of it.
    func run() async throws(MigrationError) {
        try refuseOtherRoles()
        try await session.write(record.row(.running, statementsDone: 0), record.event(.started))
        try await finish(after: 0)
    }

    /// Goes on behind the statements that are done.
    func resume(after done: Int) async throws(MigrationError) {
        try refuseOtherRoles()
        try await session.write(
            record.row(.running, statementsDone: done), record.event(.resumed(statementsDone: done)))
        try await finish(after: done)
    }

    /// Whether the verification holds.
    /// - Parameter recording: Whether the history says that all statements are done when it does not.
    func verify(recording: Bool = true) async throws(MigrationError) {
        guard !step.verification.isEmpty else { return }
        let execution = execution(
            "It runs outside a transaction: all its statements remain done. Correct the verification, or what it asks "
                + "for, and go on with dal migrate resume.")
        do throws(MigrationError) {
            var limits = StatementLimits(session.options, local: true)
            try await session.begin(limits.changes(before: StatementTraits(of: step.verification[0])))
            for statement in step.verification { try await execution.verify(statement) }
            await session.connection.rollBackIfOpen()
        } catch {
            await session.connection.rollBackIfOpen()
            if recording { await recordFailure(error, of: nil, statementsDone: record.statementsTotal) }
            throw error
        }
    }

    private func finish(after done: Int) async throws(MigrationError) {
        var limits = StatementLimits(session.options, local: false)
        try await restoreSettings(of: done, &limits)
        for number in (done + 1)..<(record.statementsTotal + 1) { try await run(statement: number, &limits) }
        try await verify()
        try await session.write(
            record.advance(to: .done, statementsDone: record.statementsTotal), record.event(.done))
    }

    /// Lets hold what the file's first statements SET, and nothing else.
    /// - Parameter done: How many statements are done.
    func restoreSettings(of done: Int, _ limits: inout StatementLimits) async throws(MigrationError) {
        try await session.reset()
        for statement in step.statements.prefix(done) { try await setAgain(statement, &limits) }
    }

    /// What a statement done in another session SET there has to hold here too.
    private func setAgain(_ statement: SQLStatement, _ limits: inout StatementLimits) async throws(MigrationError) {
        let traits = StatementTraits(of: statement)
        guard traits.setting != nil else { return }
        _ = try await execution("Nothing new was done.").run(statement)
        limits.noteRun(of: traits)
    }

    private func run(statement number: Int, _ limits: inout StatementLimits) async throws(MigrationError) {
        let statement = step.statements[number - 1]
        let traits = StatementTraits(of: statement)
        session.progress(.statement(number: number, of: record.statementsTotal, summary: statement.summary))
        try await session.write(record.advance(to: .running, statementsDone: number - 1, begun: number))
        let attempt = StepwiseAttempt(
            session: session, record: record, number: number, statement: statement, traits: traits,
            invalidBefore: try await invalidIndexes(traits))
        var isUncertain = traits.mayStopHalfway
        do throws(MigrationError) {
            try await session.retrying(step, unless: traits.mayStopHalfway) { () async throws(MigrationError) in
                limits.renew()
                try await session.set(limits.changes(before: traits))
                try await attempt.run()
            }
            if !traits.runsInTransaction {
                isUncertain = true
                try await session.retrying(step) { () async throws(MigrationError) in try await attempt.sayDone() }
            }
        } catch {
            let error = await attempt.cleaned(after: attempt.located(error))
            await recordFailure(error, of: number, statementsDone: number - 1, isUncertain: isUncertain)
            throw error
        }
        limits.noteRun(of: traits)
    }

    private func invalidIndexes(_ traits: StatementTraits) async throws(MigrationError) -> [InvalidIndex] {
        guard let work = traits.concurrentWork else { return [] }
        return try await IndexLeftovers(session: session, work: work).find()
    }

    /// In between the statements the history is written, as the administrator.
    private func refuseOtherRoles() throws(MigrationError) {
        for statement in step.statements {
            guard case .set(let name)? = StatementTraits(of: statement).setting,
                ["role", "session_authorization"].contains(name)
            else { continue }
            throw MigrationError(
                .forbiddenStatement, "\(statement.summary): outside a transaction a migration keeps its role",
                advice: "Connect as that role, or do it in a migration that runs in a transaction.",
                file: step.file.fileName, line: statement.line)
        }
    }

    private func execution(_ remains: String) -> StatementExecution {
        StatementExecution(session: session, step: step, remains: remains)
    }

    /// The failure itself is what the operator must see; where this cannot be written, the row still says `running`.
    /// It says so too where nobody knows whether the statement took effect.
    private func recordFailure(
        _ error: MigrationError, of statement: Int?, statementsDone: Int, isUncertain: Bool = false
    ) async {
        guard session.connection.isOpen else { return }
        let reason = error.underlying?.sqlState.map(String.init(describing:)) ?? "refused"
        let event = record.event(.failed(statement: statement ?? statementsDone + 1, reason: reason))
        // Whoever hears the server refuse or cancel it knows that it took no effect, unless it commits by itself.
        let isCertain = !isUncertain && (error.underlying.map { $0.sqlState != nil } ?? true)
        let row =
            isCertain
            ? record.advance(to: .failed, statementsDone: statementsDone, failure: reason)
            : record.advance(to: .running, statementsDone: statementsDone, begun: statement)
        let session = session
        _ = try? await shieldedFromCancellation { () async throws(MigrationError) in
            try await session.write(row, event)
        }
    }
}
