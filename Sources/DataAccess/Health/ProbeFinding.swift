import PostgresDriver

/// What one probe of one role found.
enum ProbeFinding: Sendable, Hashable {
    /// No probe has ended yet.
    case notYet
    /// The server answered, and says who it takes the login for.
    case answered(ConnectionIdentity, latency: Duration)
    case failed(DatabaseError)
}
