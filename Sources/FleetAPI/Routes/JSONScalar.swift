import Foundation

/// A member's value. Arrays and objects are not looked into: no field of this API takes one.
enum JSONScalar: Sendable, Equatable {
    case null
    case bool(Bool)
    case string(String)
    case number(Decimal)
    case composite
}
