public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }

    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { PostgresType.uuid.array }

    /// Appends the sixteen bytes.
    public func encode(into bytes: inout [UInt8]) {
        withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
    }

    /// Reads `uuid`.
    public init(cell: Cell) throws(DecodingMismatch) {
        let value: uuid_t? =
            switch (cell.isOf(.uuid), cell.format) {
            case (true, .binary) where cell.bytes.count == MemoryLayout<uuid_t>.size:
                cell.bytes.loadUnaligned(as: uuid_t.self)
            case (true, .text): TextScanner(cell.bytes).uuid()
            default: nil
            }
        guard let value else { throw DecodingMismatch(expected: "uuid") }
        self.init(uuid: value)
    }
}

extension TextScanner {
    /// Reads what is left as 32 hexadecimal digits with hyphens after the 8th, 12th, 16th and 20th.
    consuming func uuid() -> uuid_t? {
        var value = uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isRead = withUnsafeMutableBytes(of: &value) { bytes in
            for index in bytes.indices {
                if [4, 6, 8, 10].contains(index), !take("-") { return false }
                guard let byte = hexadecimalByte() else { return false }
                bytes[index] = byte
            }
            return true
        }
        return isRead && isAtEnd ? value : nil
    }
}
