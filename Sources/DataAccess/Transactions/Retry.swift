/// How often a transaction is tried that met another one: a serialisation failure (40001) or a deadlock (40P01), also
/// when it shows at COMMIT. The server has rolled it back then.
///
/// Nothing else is tried again, an unknown outcome least of all. The closure runs again from its start, so what it does
/// beside the database happens again too.
public struct Retry: Sendable, Hashable {
    /// How often in all, at least once.
    public var attempts: Int
    /// The longest pause after the first attempt. It doubles with each one more; how much of it is waited is drawn, so
    /// that two who met do not meet again.
    public var firstPause: Duration
    /// The longest pause of all.
    public var longestPause: Duration
    /// The time for everything. No attempt goes on after it.
    public var deadline: Duration

    /// Makes a rule; by default 3 attempts within 5 s.
    public init(
        attempts: Int = 3, firstPause: Duration = .milliseconds(10), longestPause: Duration = .seconds(1),
        deadline: Duration = .seconds(5)
    ) {
        self.attempts = max(1, attempts)
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.deadline = deadline
    }
}
