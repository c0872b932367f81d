extension Bool: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `boolean`.
    public static var postgresType: PostgresType { .bool }

    /// `boolean[]`.
    public static var postgresArrayType: PostgresType { PostgresType.bool.array }

    /// Appends one byte.
    public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }

    /// Reads `boolean`.
    public init(cell: Cell) throws(DecodingMismatch) {
        let isText = cell.format == .text
        switch cell.isOf(.bool) ? cell.whole(UInt8.self) : nil {
        case isText ? UInt8(ascii: "t") : 1: self = true
        case isText ? UInt8(ascii: "f") : 0: self = false
        default: throw DecodingMismatch(expected: "bool")
        }
    }
}
