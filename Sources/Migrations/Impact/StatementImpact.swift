import StatementAnalysis

/// What a statement does to others who use the database at the same time, as far as its parse tree tells.
struct StatementImpact: Sendable, Hashable {
    /// The locks it takes on relations it names, in the order of the statement; one a relation, the strongest.
    private(set) var locks: [RelationLock] = []
    /// What it makes, which nobody else can see before.
    private(set) var makes: [RelationName] = []
    /// What takes long on a large table.
    private(set) var work: [TableWork] = []
    /// What cannot be told without running it; never left out in favour of "nothing".
    private(set) var unknowns: [String] = []
    /// The script's lines with statements that are made up as a block runs.
    private(set) var dynamicLines: [Int] = []

    /// Reads a statement.
    init(of statement: LintedStatement) {
        makes = statement.madeRelations + statement.blockStatements.flatMap(\.madeRelations)
        read(statement)
    }

    /// Of a statement that cannot be read.
    init(unknown reason: String) {
        unknowns = [reason]
    }

    mutating func lock(_ relation: RelationName, _ mode: LockMode, _ reaches: Set<RelationLock.Reach> = []) {
        if let index = locks.firstIndex(where: { $0.relation == relation }) {
            locks[index].mode = max(locks[index].mode, mode)
            locks[index].reaches.formUnion(reaches)
        } else {
            locks.append(RelationLock(relation: relation, mode: mode, reaches: reaches))
        }
    }

    /// Locks what a `RangeVar` names, with its children unless it says ONLY.
    mutating func lock(_ range: SyntaxNode?, _ mode: LockMode, _ reaches: Set<RelationLock.Reach> = []) {
        guard let range else { return }
        lock(RelationName(range), mode, range.isTrue("inh") ? reaches.union([.children]) : reaches)
    }

    mutating func add(
        _ kind: TableWork.Kind, of relation: RelationName, _ reason: String, unless: TableWork.Unless? = nil
    ) {
        work.append(TableWork(kind: kind, relation: relation, reason: reason, unless: unless))
    }

    mutating func doesNotKnow(_ what: String) {
        if !unknowns.contains(what) { unknowns.append(what) }
    }

    mutating func makesUpStatements(onLine line: Int) {
        if !dynamicLines.contains(line) { dynamicLines.append(line) }
    }

    /// The same with every relation under another name.
    func renamed(_ name: (RelationName) -> RelationName) -> StatementImpact {
        var renamed = self
        renamed.locks = []
        for lock in locks { renamed.lock(name(lock.relation), lock.mode, lock.reaches) }
        renamed.makes = makes.map(name)
        renamed.work = work.map {
            TableWork(kind: $0.kind, relation: name($0.relation), reason: $0.reason, unless: $0.unless)
        }
        return renamed
    }
}
