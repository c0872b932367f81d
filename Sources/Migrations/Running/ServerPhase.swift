/// How far the server says it is with a long statement, from one of its `pg_stat_progress_…` views.
public struct ServerPhase: Sendable, Hashable {
    /// What it does, such as `CREATE INDEX CONCURRENTLY`.
    public let command: String
    /// The part of it that is under way, such as `building index: scanning table`.
    public let phase: String
    /// How much of that part is done, in blocks, rows, bytes or sessions waited for.
    public let done: Int
    /// How much there is to do; 0 where the server does not say.
    public let total: Int

    /// 0 to 100; nil where the server does not say how much there is to do.
    public var percent: Int? { total > 0 ? min(100, max(0, done * 100 / total)) : nil }
}
