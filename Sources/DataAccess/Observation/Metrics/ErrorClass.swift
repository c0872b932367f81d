import PostgresDriver

/// The kinds of failure that are counted apart. The list is closed, so that every one can be reported from the start:
/// an alert cannot see the first failure of a series that was not there before.
enum ErrorClass: String, Sendable, Hashable, CaseIterable {
    /// The login may not do that.
    case permission
    /// The server refused the login.
    case auth
    /// No connection was open in time.
    case connectTimeout = "connect_timeout"
    /// No connection of the pool was free in time, or the pool sent the caller away.
    case acquireTimeout = "acquire_timeout"
    /// A statement or a transaction took too long and was ended.
    case statementTimeout = "statement_timeout"
    /// The connection broke, or none could be opened.
    case connection
    /// The server, the database or the login has as many connections as it may.
    case tooMany = "too_many"
    /// Another transaction was in the way: doing it again helps.
    case serialization
    /// The rows would have broken a rule of the schema.
    case constraint
    /// The statement does not fit the schema.
    case syntax
    /// The server ran out of memory, disk or another resource.
    case resource
    /// A fault of the server, of this library or of how it is used.
    case internalFault = "internal"
    /// Any other refusal, such as a value the server cannot take.
    case other
}
