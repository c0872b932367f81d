/// A statement outside a transaction that had begun when its run ended, and nobody knows how far it came.
struct InterruptedStatement {
    /// What the catalogue says of the index that a concurrent statement is about.
    enum IndexState: Sendable, Hashable, CaseIterable {
        case absent
        /// What a build that stopped half-way leaves behind.
        case invalid
        case valid
    }

    /// What is to be done about it.
    enum Verdict: Sendable, Hashable {
        case isDone
        /// It had no effect, or none that a second run would not have again.
        case runAgain
        /// Nothing here can tell; somebody has to look.
        case inDoubt
    }

    let traits: StatementTraits

    /// - Parameter index: The state of the index that it makes or drops.
    func verdict(index: IndexState) -> Verdict {
        // The history would say that it is done: both are committed together.
        if traits.runsInTransaction { return .runAgain }
        switch traits.concurrentWork {
        case .create(index: nil, table: _)?: return .inDoubt
        case .create?: return index == .valid ? .isDone : .runAgain
        case .drop?: return index == .absent ? .isDone : .runAgain
        case .reindex?: return .runAgain
        case nil: return traits.isRepeatable ? .runAgain : .inDoubt
        }
    }
}
