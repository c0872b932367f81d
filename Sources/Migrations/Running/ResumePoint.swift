import StatementAnalysis

/// Where a migration that stopped half-way goes on. Pure: what the history says against the file as it is now.
struct ResumePoint: Sendable, Hashable {
    /// How many statements are done for certain.
    let statementsDone: Int
    /// The number from 1 of the statement that was under way, or failed; nil when the run ended between two.
    let questioned: Int?
    /// Whether that one may have taken effect: the run ended before it heard of its end.
    let mayHaveTakenEffect: Bool

    /// - Throws: `changedAfterApplied` when a statement done reads otherwise now, `inDoubt` when the one under way does.
    init(of entry: HistoryEntry, step: MigrationPlan.Step) throws(MigrationError) {
        let hashes = step.statements.map(\.hash)
        for (number, hash) in zip(1..., entry.statementHashes.prefix(entry.statementsDone)) {
            guard number <= hashes.count, hashes[number - 1] == hash else {
                throw .doneStatementChanged(number, of: step)
            }
        }
        statementsDone = entry.statementsDone
        mayHaveTakenEffect = entry.state == .running && entry.statementBegun != nil
        let next = entry.statementsDone < hashes.count ? entry.statementsDone + 1 : nil
        questioned = entry.state == .failed ? next : entry.statementBegun
        if mayHaveTakenEffect, let questioned {
            let before = entry.statementHashes.dropFirst(questioned - 1).first
            guard questioned <= hashes.count, hashes[questioned - 1] == before else {
                throw .interruptedStatementChanged(questioned, of: step)
            }
        }
    }
}
