public import PostgresDriver

/// How a statement ended.
public enum QueryOutcome: Sendable, Hashable {
    /// The server did it.
    case succeeded
    /// It failed: the kind of failure, and the server's code when the server said no.
    case failed(DatabaseError.Code, SQLState?)

    init(_ error: DatabaseError) { self = .failed(error.code, error.sqlState) }
}

extension QueryOutcome: CustomStringConvertible {
    /// `ok`, the SQLSTATE, or the kind of failure.
    public var description: String {
        switch self {
        case .succeeded: "ok"
        case .failed(let code, let state): state?.rawValue ?? code.rawValue
        }
    }
}
