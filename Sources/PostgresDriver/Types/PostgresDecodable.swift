/// A value that can be read from a column of a result. See ``Cell`` for how to write one's own.
public protocol PostgresDecodable: Sendable {
    /// Reads one value, in its type's text form or its binary form, as ``Cell/format`` says.
    ///
    /// - Parameter cell: The bytes and their type; valid during this call only.
    /// - Throws: ``DecodingMismatch`` naming what would have been accepted; the row adds the column's name.
    init(cell: Cell) throws(DecodingMismatch)

    /// What a NULL becomes: a value for an `Optional`, `nil` (an error) for everything else.
    static var valueForNull: Self? { get }
}

/// A value that goes both ways.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

extension PostgresDecodable {
    /// A NULL is an error, unless the type says otherwise.
    @inlinable public static var valueForNull: Self? { nil }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads a value that is not NULL.
    @inlinable
    public init(cell: Cell) throws(DecodingMismatch) {
        self = try Wrapped(cell: cell)
    }

    /// NULL is `nil`.
    @inlinable public static var valueForNull: Wrapped?? { .some(nil) }
}
