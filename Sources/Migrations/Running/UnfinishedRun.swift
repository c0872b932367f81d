import PostgresDriver
import StatementAnalysis

/// A migration outside a transaction that stopped half-way: gone on with, or declared to stand somewhere.
struct UnfinishedRun {
    let session: PinnedSession
    let record: RunRecord

    private var step: MigrationPlan.Step { record.step }

    /// Goes on from the first statement not done.
    func resume() async throws(MigrationError) {
        let point = try ResumePoint(of: try await entry(), step: step)
        let done = try await statementsDone(at: point)
        try await StepwiseRun(session: session, record: record).resume(after: done)
    }

    /// Declares how many statements are done.
    func repair(at count: Int, reason: String) async throws(MigrationError) {
        guard (0...record.statementsTotal).contains(count) else {
            throw .noSuchStatement(count, step: step)
        }
        if count == record.statementsTotal {
            try await StepwiseRun(session: session, record: record).verify(recording: false)
        }
        let event = record.event(.repaired(statementsDone: count, reason: reason))
        switch (count, step.direction) {
        case (0, .up): try await session.write(record.removal, event)
        case (0, .down):
            let applied = record.inEffect
            try await session.write(applied.row(.done, statementsDone: applied.statementsTotal), event)
        case (record.statementsTotal, _):
            try await session.write(record.row(.done, statementsDone: count), event)
        default: try await session.write(record.row(.failed, statementsDone: count), event)
        }
    }

    private func entry() async throws(MigrationError) -> HistoryEntry {
        let entries = try await HistoryTable(connection: session.connection).entries()
        guard let entry = entries.first(where: { $0.version == step.file.version }) else { throw .nothingUnfinished }
        return entry
    }

    /// Looks after the statement that nobody knows the end of.
    private func statementsDone(at point: ResumePoint) async throws(MigrationError) -> Int {
        guard let number = point.questioned else { return point.statementsDone }
        // The catalogue is asked for names as the file's statements look them up.
        var limits = StatementLimits(session.options, local: false)
        try await StepwiseRun(session: session, record: record).restoreSettings(of: point.statementsDone, &limits)
        let statement = step.statements[number - 1]
        let traits = StatementTraits(of: statement)
        let leftovers = traits.concurrentWork.map { IndexLeftovers(session: session, work: $0) }
        guard point.mayHaveTakenEffect else {
            try await drop(leftovers)
            return point.statementsDone
        }
        switch InterruptedStatement(traits: traits).verdict(index: try await leftovers?.state() ?? .absent) {
        case .isDone: return number
        case .runAgain:
            try await drop(leftovers)
            return point.statementsDone
        case .inDoubt: throw .inDoubt(statement, number: number, of: step)
        }
    }

    private func drop(_ leftovers: IndexLeftovers?) async throws(MigrationError) {
        guard let leftovers else { return }
        var limits = StatementLimits(session.options, local: false)
        try await session.set(limits.changes(before: .indexBuild))
        try await session.retrying(step) { () async throws(MigrationError) in
            _ = try await leftovers.drop(except: [])
        }
    }
}
