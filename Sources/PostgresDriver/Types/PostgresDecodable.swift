/// A value that can be read from a column of a result.
public protocol PostgresDecodable: Sendable {
    /// Reads one value in its type's binary form.
    ///
    /// - Parameter cell: The bytes and their type; valid during this call only.
    /// - Throws: ``DecodingMismatch`` naming what would have been accepted; the row adds the column's name.
    init(cell: Cell) throws(DecodingMismatch)

    /// What a NULL becomes: a value for an `Optional`, `nil` (an error) for everything else.
    static var valueForNull: Self? { get }
}

extension PostgresDecodable {
    /// A NULL is an error, unless the type says otherwise.
    public static var valueForNull: Self? { nil }
}

/// One value of a result as it came: the type's OID and its binary form.
public struct Cell {
    /// The OID of the column's type.
    public let type: UInt32
    /// The value's bytes; valid only while the decoder that got this cell runs.
    public let bytes: UnsafeRawBufferPointer

    /// Reads a big-endian integer at an offset; `nil` when the bytes end before it does.
    public func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self, at offset: Int = 0) -> Value? {
        guard offset >= 0, offset + MemoryLayout<Value>.size <= bytes.count else { return nil }
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}

/// The value is not of a type that the decoder reads.
public struct DecodingMismatch: Error, Hashable, Sendable {
    /// What would have been accepted, such as `"int2, int4 or int8"`.
    public let expected: String

    /// Says what would have been accepted.
    public init(expected: String) {
        self.expected = expected
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads a value that is not NULL.
    public init(cell: Cell) throws(DecodingMismatch) {
        self = try Wrapped(cell: cell)
    }

    /// NULL is `nil`.
    public static var valueForNull: Wrapped?? { .some(nil) }
}
