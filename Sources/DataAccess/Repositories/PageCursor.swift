import FoundationEssentials
public import PostgresDriver

/// Where the next page of rows begins.
///
/// Its text is for clients, who hand it back for the next page. It holds the values of the columns that rows are ordered
/// by, readable for whoever decodes it; what comes back is bound as a value, and can choose no other rows than the
/// statement's.
public struct PageCursor: Hashable, Sendable {
    /// The order that it is a position in.
    let order: UInt64
    /// Of each of the order's columns the value as text, or NULL.
    let values: [String?]

    init(order: UInt64, values: [String?]) {
        self.order = order
        self.values = values
    }

    /// Reads a cursor's text.
    ///
    /// - Throws: `.invalidCursor` when it is damaged, or was never one.
    public init(_ text: String) throws(DatabaseError) {
        // The last character has bits that no byte has, so that several texts stand for the same bytes.
        guard let cursor = Self(bytes: [UInt8](base64URL: text)), cursor.text == text else {
            throw .invalidCursor("it is damaged: begin with the first page")
        }
        self = cursor
    }

    /// Letters, digits, `-` and `_`.
    public var text: String { bytes.base64URL }
}

extension PageCursor: CustomStringConvertible, CustomReflectable {
    /// How many values it has, and none of them, so that it does no harm in a log.
    public var description: String { "a cursor with \(values.count) values" }

    /// The same: `dump` and test reports look past a description.
    public var customMirror: Mirror { Mirror(self, children: ["values": values.count]) }
}

// The form in bytes: a number for the form itself, the order, each value with its length before it, and a checksum that
// tells a damaged cursor. All numbers are big-endian.
extension PageCursor {
    private static let form: UInt8 = 1
    private static let null = UInt32.max

    private var bytes: [UInt8] {
        var bytes = [Self.form]
        bytes.append(bigEndian: order)
        for value in values {
            guard let value else {
                bytes.append(bigEndian: Self.null)
                continue
            }
            bytes.append(bigEndian: UInt32(value.utf8.count))
            bytes += value.utf8
        }
        bytes.append(bigEndian: UInt32(truncatingIfNeeded: bytes.fnv1a))
        return bytes
    }

    private init?(bytes: [UInt8]?) {
        guard let bytes, bytes.first == Self.form, bytes.count >= 13 else { return nil }
        var sum = bytes.suffix(4)
        var rest = bytes.dropLast(4)
        guard sum.takeBigEndian(UInt32.self) == UInt32(truncatingIfNeeded: rest.fnv1a) else { return nil }
        rest.removeFirst()
        guard let order = rest.takeBigEndian(UInt64.self) else { return nil }
        var values: [String?] = []
        while !rest.isEmpty {
            guard let length = rest.takeBigEndian(UInt32.self) else { return nil }
            guard length != Self.null else {
                values.append(nil)
                continue
            }
            // No text of the server's has a NUL in it.
            guard length <= rest.count, let text = String(validating: rest.prefix(Int(length)), as: UTF8.self),
                !text.utf8.contains(0)
            else { return nil }
            values.append(text)
            rest.removeFirst(Int(length))
        }
        self.init(order: order, values: values)
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// Base64 without padding, in the alphabet for addresses (RFC 4648, section 5).
    fileprivate var base64URL: String {
        Data(self).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    fileprivate init?(base64URL text: String) {
        guard !text.utf8.contains(where: { [UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "=")].contains($0) })
        else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain + padding) else { return nil }
        self.init(data)
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func takeBigEndian<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard count >= size else { return nil }
        defer { removeFirst(size) }
        return prefix(size).reduce(0) { $0 << 8 | Number($1) }
    }
}

extension DatabaseError {
    static func invalidCursor(_ detail: String) -> DatabaseError { DatabaseError(.invalidCursor, detail: detail) }
}
