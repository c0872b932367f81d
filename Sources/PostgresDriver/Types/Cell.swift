/// One value of a result as it came: its type's OID, its form, and its bytes.
///
/// The same column comes in text form at one time and in binary at another, as the connection finds it cheaper, so a
/// decoder reads both. One that goes through another type's decoder gets that for nothing, and so does a
/// `RawRepresentable` type, which needs no decoder at all. A type whose binary form this library does not know always
/// comes as ``text``.
///
/// ```swift
/// struct Temperature: PostgresDecodable {
///     let celsius: Double
///
///     init(cell: Cell) throws(DecodingMismatch) {
///         celsius = try Double(cell: cell)
///     }
/// }
///
/// struct HardwareAddress: PostgresDecodable {
///     let text: String
///
///     init(cell: Cell) throws(DecodingMismatch) {
///         switch cell.format {
///         case .text:
///             guard let text = cell.text else { throw DecodingMismatch(expected: "macaddr") }
///             self.text = text
///         case .binary:
///             guard cell.bytes.count == 6 else { throw DecodingMismatch(expected: "macaddr") }
///             text = cell.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
///         }
///     }
/// }
/// ```
public struct Cell {
    /// The OID of the value's type.
    public let type: UInt32
    /// Whether ``bytes`` are the type's text form or its binary form.
    public let format: PostgresType.Format
    /// The value's bytes; valid only while the decoder that got this cell runs.
    public let bytes: UnsafeRawBufferPointer

    /// Makes a cell of bytes, to try a decoder with.
    public init(type: UInt32, format: PostgresType.Format, bytes: UnsafeRawBufferPointer) {
        self.type = type
        self.format = format
        self.bytes = bytes
    }

    /// Reads a big-endian integer at an offset; `nil` when the bytes end before it does.
    public func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self, at offset: Int = 0) -> Value? {
        guard offset >= 0, offset <= bytes.count - MemoryLayout<Value>.size else { return nil }
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// The text form as a String; `nil` when the value came in binary form or is not UTF-8.
    public var text: String? { format == .text ? String(utf8: bytes) : nil }
}

extension Cell {
    /// The whole value as one big-endian integer; `nil` when it has another length.
    func whole<Value: FixedWidthInteger>(_: Value.Type = Value.self) -> Value? {
        bytes.count == MemoryLayout<Value>.size ? integer(Value.self) : nil
    }

    /// Whether the value is of a type, or an element of an array of a user's own type (a domain, say), whose element
    /// type is not known here and which always comes as text.
    func isOf(_ type: PostgresType) -> Bool {
        self.type == type.oid || (self.type == PostgresType.unknown.oid && format == .text)
    }
}

extension String {
    /// Copies bytes; `nil` when they are not UTF-8.
    init?(utf8 bytes: UnsafeRawBufferPointer) {
        let text: String? = bytes.withMemoryRebound(to: UInt8.self) { bytes in
            guard let valid = try? UTF8Span(validating: bytes.span) else { return nil }
            return String(copying: valid)
        }
        guard let text else { return nil }
        self = text
    }
}
