/// A member's value, as far as this API's fields need it.
enum JSONScalar: Sendable, Equatable {
    case null
    case bool(Bool)
    case string(String)
    /// A number, an array or an object: no field takes one.
    case other
}
