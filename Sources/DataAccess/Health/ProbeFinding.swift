import PostgresDriver

/// What one probe of one role found.
enum ProbeFinding: Sendable, Hashable {
    /// No probe has ended yet.
    case notYet
    /// The server answered, and says that the login works as `user`.
    case answered(user: String, latency: Duration)
    case failed(DatabaseError)
}

extension ProbeFinding {
    /// Why the application must not start; nil when this role is fine.
    func startProblem(_ pool: PoolName, user expected: String) -> String? {
        switch self {
        case .notYet: "\(pool): not probed"
        case .answered(expected, _): nil
        case .answered(let user, _): "\(pool): the login \(expected) works as \(user)"
        case .failed(let error): "\(pool): \(error)"
        }
    }
}
