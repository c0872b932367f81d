/// A value of which the server has arrays.
///
/// A type that is also ``PostgresEncodable`` and ``PostgresDecodable`` needs to name the array type only. An `Optional` of
/// such a type is an element that may be NULL.
public protocol PostgresArrayElement: Sendable {
    /// The type that an array of these is declared as.
    static var postgresArrayType: PostgresType { get }

    /// Appends the array in ``postgresArrayType``'s format.
    static func encode(array: [Self], into bytes: inout [UInt8])

    /// Reads an array, in its text form or its binary form.
    static func decode(arrayCell: Cell) throws(DecodingMismatch) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the element's type; `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// Appends the array.
    public func encode(into bytes: inout [UInt8]) { Element.encode(array: self, into: &bytes) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Reads an array of one dimension, or `bytea` for bytes. NULL elements need an `Optional` as element. Arrays of a
    /// type whose elements the server separates by something else than a comma (`box`, PostGIS's) are read as `String`.
    public init(cell: Cell) throws(DecodingMismatch) { self = try Element.decode(arrayCell: cell) }
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
    /// Appends a one-dimensional array.
    public static func encode(array: [Self], into bytes: inout [UInt8]) {
        ArrayForm(arrayType: postgresArrayType, elementType: postgresType).encode(array, into: &bytes)
    }

    /// Reads a one-dimensional array without NULLs.
    public static func decode(arrayCell cell: Cell) throws(DecodingMismatch) -> [Self] {
        try ArrayForm(arrayType: postgresArrayType, elementType: postgresType).decode(cell)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {
    /// The same as without NULLs.
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

    /// Appends a one-dimensional array.
    public static func encode(array: [Wrapped?], into bytes: inout [UInt8]) {
        ArrayForm(arrayType: postgresArrayType, elementType: Wrapped.postgresType).encode(array, into: &bytes)
    }

    /// Reads a one-dimensional array.
    public static func decode(arrayCell cell: Cell) throws(DecodingMismatch) -> [Wrapped?] {
        try ArrayForm(arrayType: postgresArrayType, elementType: Wrapped.postgresType).decode(cell)
    }
}
