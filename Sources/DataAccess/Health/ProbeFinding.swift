import PostgresDriver

/// What one probe of one role found.
enum ProbeFinding: Sendable, Hashable {
    /// No probe has ended yet.
    case notYet
    /// The server answered, and says that the login works as `user`.
    case answered(user: String, latency: Duration)
    case failed(DatabaseError)
}
