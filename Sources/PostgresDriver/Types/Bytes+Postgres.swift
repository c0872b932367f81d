public import FoundationEssentials

extension UInt8: PostgresArrayElement {
    /// `bytea`: an array of bytes is one value to the server.
    public static var postgresArrayType: PostgresType { .bytea }

    /// Appends the bytes as they are.
    public static func encode(array: [UInt8], into bytes: inout [UInt8]) { bytes.append(contentsOf: array) }

    /// Reads `bytea`.
    public static func decode(arrayCell cell: Cell) throws(DecodingMismatch) -> [UInt8] {
        guard cell.isOf(.bytea), let bytes = ByteaForm.bytes(of: cell) else {
            throw DecodingMismatch(expected: "bytea")
        }
        return bytes
    }
}

extension [UInt8]: PostgresArrayElement {
    /// `bytea[]`.
    public static var postgresArrayType: PostgresType { PostgresType.bytea.array }
}

extension Data: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `bytea`.
    public static var postgresType: PostgresType { .bytea }

    /// `bytea[]`.
    public static var postgresArrayType: PostgresType { PostgresType.bytea.array }

    /// Appends the bytes as they are.
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self) }

    /// Reads `bytea`.
    public init(cell: Cell) throws(DecodingMismatch) { self.init(try [UInt8](cell: cell)) }
}

/// The forms of `bytea`: the bytes themselves in binary; `\x` and hexadecimal digits in text, or, where
/// `bytea_output` is `escape`, the bytes with `\\` for a backslash and `\ooo` for what is not printable.
private enum ByteaForm {
    static func bytes(of cell: Cell) -> [UInt8]? {
        guard cell.format == .text else { return [UInt8](cell.bytes) }
        var scanner = TextScanner(cell.bytes)
        return scanner.take("\\x") ? hexadecimal(&scanner) : escaped(&scanner)
    }

    private static func hexadecimal(_ scanner: inout TextScanner) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scanner.remaining / 2)
        while !scanner.isAtEnd {
            guard let byte = scanner.hexadecimalByte() else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func escaped(_ scanner: inout TextScanner) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scanner.remaining)
        while let byte = scanner.next() {
            guard byte == UInt8(ascii: "\\"), !scanner.take("\\") else {
                bytes.append(byte)
                continue
            }
            guard let octal = scanner.octalByte() else { return nil }
            bytes.append(octal)
        }
        return bytes
    }
}
