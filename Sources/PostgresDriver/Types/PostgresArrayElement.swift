/// A value of which the server has arrays.
public protocol PostgresArrayElement: Sendable {
    /// The type that an array of these is declared as.
    static var postgresArrayType: PostgresType { get }

    /// Appends the array in its binary form.
    static func encode(array: [Self], into bytes: inout [UInt8])

    /// Reads an array in its binary form.
    static func decode(arrayCell: Cell) throws(DecodingMismatch) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the element's type; `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// Appends the array in its binary form.
    public func encode(into bytes: inout [UInt8]) { Element.encode(array: self, into: &bytes) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Reads an array of one dimension without NULLs, or `bytea` for bytes.
    public init(cell: Cell) throws(DecodingMismatch) { self = try Element.decode(arrayCell: cell) }
}

extension UInt8: PostgresArrayElement {
    /// `bytea`: an array of bytes is one value to the server.
    public static var postgresArrayType: PostgresType { .bytea }

    /// Appends the bytes as they are.
    public static func encode(array: [UInt8], into bytes: inout [UInt8]) { bytes.append(contentsOf: array) }

    /// Reads `bytea`.
    public static func decode(arrayCell cell: Cell) throws(DecodingMismatch) -> [UInt8] {
        guard cell.type == PostgresType.bytea.oid else { throw DecodingMismatch(expected: "bytea") }
        return [UInt8](cell.bytes)
    }
}

/// The binary form of an array: dimensions, a flag for NULLs, the element type, then per dimension size and lower bound,
/// then each element with its length.
private enum ArrayForm {
    static let headerBytes = 12
    static let dimensionBytes = 8
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
    /// Appends a one-dimensional array.
    public static func encode(array: [Self], into bytes: inout [UInt8]) {
        let elementOID = PostgresType.elementOID(ofArray: postgresArrayType.oid)
        Int32(array.isEmpty ? 0 : 1).encodeBigEndian(into: &bytes)
        Int32(0).encodeBigEndian(into: &bytes)
        elementOID.encodeBigEndian(into: &bytes)
        guard !array.isEmpty else { return }
        Int32(array.count).encodeBigEndian(into: &bytes)
        Int32(1).encodeBigEndian(into: &bytes)
        for element in array {
            var encoded: [UInt8] = []
            element.encode(into: &encoded)
            Int32(encoded.count).encodeBigEndian(into: &bytes)
            bytes.append(contentsOf: encoded)
        }
    }

    /// Reads a one-dimensional array without NULLs.
    public static func decode(arrayCell cell: Cell) throws(DecodingMismatch) -> [Self] {
        let mismatch = DecodingMismatch(expected: "an array of one dimension without NULLs")
        guard let dimensions = cell.integer(Int32.self), let elementOID = cell.integer(UInt32.self, at: 8),
            dimensions == 0 || dimensions == 1
        else { throw mismatch }
        guard dimensions == 1 else { return [] }
        guard let count = cell.integer(Int32.self, at: ArrayForm.headerBytes), count >= 0 else { throw mismatch }
        var offset = ArrayForm.headerBytes + ArrayForm.dimensionBytes
        var elements: [Self] = []
        for _ in 0..<count {
            guard let length = cell.integer(Int32.self, at: offset), length >= 0,
                offset + 4 + Int(length) <= cell.bytes.count
            else { throw mismatch }
            let bytes = UnsafeRawBufferPointer(rebasing: cell.bytes[(offset + 4)..<(offset + 4 + Int(length))])
            elements.append(try Self(cell: Cell(type: elementOID, bytes: bytes)))
            offset += 4 + Int(length)
        }
        return elements
    }
}
