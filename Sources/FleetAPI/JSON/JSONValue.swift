/// A JSON value as a client sent it, not yet judged.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As it was written: what it is worth, whoever reads it decides.
    case number(String)
    case string(String)
    /// A string with half of a surrogate pair in it, which no text can hold.
    case brokenString
    case array([JSONValue])
    case object([String: JSONValue])
}
