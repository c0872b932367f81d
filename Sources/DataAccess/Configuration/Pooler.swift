/// What stands between this process and the server and hands connections on.
public enum Pooler: String, Sendable, Hashable, CaseIterable {
    /// Nothing, or something that gives each connection one session of the server's for its whole life.
    case none
    /// A pooler that gives each transaction whichever session is free, such as PgBouncer 1.18 in transaction mode.
    ///
    /// Then nothing outlives a transaction: statements have no name, connections are opened without `options`, each has
    /// one request under way at a time, and no requests are multiplexed. What needs a session of its own (`LISTEN`,
    /// `SET`, `PREPARE`, session-level advisory locks, temporary tables) is refused. Read sessions say `BEGIN READ ONLY`
    /// themselves, in the same round trip, since the session's default cannot be set at its start.
    ///
    /// That a cancelled statement never hits another one is guaranteed for direct connections alone: a cancel request
    /// goes to the pooler, which passes it on to the session that serves the client when it arrives.
    ///
    /// The proof of the logins runs through the pooler too, so the pooler has to sign in as each login itself, not as
    /// one user for all.
    case transaction
}
