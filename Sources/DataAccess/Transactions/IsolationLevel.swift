/// What a transaction sees of others that run at the same time.
public enum IsolationLevel: Sendable, Hashable {
    /// Each statement sees what was committed before it began. PostgreSQL's default.
    case readCommitted
    /// Every statement sees what was committed before the first one began. A write to a row that somebody else changed
    /// meanwhile fails with 40001.
    case repeatableRead
    /// As if transactions ran one after the other. Where they could not have, one fails with 40001.
    case serializable

    /// As BEGIN says it.
    var words: String {
        switch self {
        case .readCommitted: "READ COMMITTED"
        case .repeatableRead: "REPEATABLE READ"
        case .serializable: "SERIALIZABLE"
        }
    }
}
