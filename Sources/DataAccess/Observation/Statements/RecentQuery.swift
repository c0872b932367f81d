public import ConnectionPooling
public import FoundationEssentials

/// One statement that ran not long ago.
public struct RecentQuery: Sendable, Hashable {
    /// The pool whose login ran it.
    public var pool: PoolName
    /// What it is called.
    public var name: StatementName
    /// Its text as the server got it, with `$1`, `$2` … in place of values; ``StatementName/summary`` for the statements
    /// that came after the room for texts was full.
    public var text: String
    /// Where in the application the session or the query began.
    public var callSite: CallSite
    /// When it ended.
    public var finishedAt: Date
    /// From before it was sent until its whole answer was there.
    public var duration: Duration
    /// How many rows came back, or were inserted, updated or deleted.
    public var rows: Int
    /// How it ended.
    public var outcome: QueryOutcome
}
