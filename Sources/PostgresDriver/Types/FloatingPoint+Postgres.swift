extension Double: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `double precision`.
    public static var postgresType: PostgresType { .float8 }

    /// `double precision[]`.
    public static var postgresArrayType: PostgresType { PostgresType.float8.array }

    /// Appends the IEEE 754 form.
    public func encode(into bytes: inout [UInt8]) { bitPattern.encodeBigEndian(into: &bytes) }

    /// Reads `real` or `double precision`, NaN and ±infinity among them.
    public init(cell: Cell) throws(DecodingMismatch) {
        let value: Double? =
            if cell.isOf(.float8) {
                switch cell.format {
                case .binary: cell.whole(UInt64.self).map(Double.init(bitPattern:))
                case .text: cell.text.flatMap(Double.init)
                }
            } else {
                // Read as a Float first: 0.1 of type real is not 0.1 of type double precision.
                (try? Float(cell: cell)).map(Double.init)
            }
        guard let value else { throw DecodingMismatch(expected: "float4 or float8") }
        self = value
    }
}

extension Float: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `real`.
    public static var postgresType: PostgresType { .float4 }

    /// `real[]`.
    public static var postgresArrayType: PostgresType { PostgresType.float4.array }

    /// Appends the IEEE 754 form.
    public func encode(into bytes: inout [UInt8]) { bitPattern.encodeBigEndian(into: &bytes) }

    /// Reads `real`, NaN and ±infinity among them.
    public init(cell: Cell) throws(DecodingMismatch) {
        let value: Float? =
            switch (cell.isOf(.float4), cell.format) {
            case (true, .binary): cell.whole(UInt32.self).map(Float.init(bitPattern:))
            case (true, .text): cell.text.flatMap(Float.init)
            case (false, _): nil
            }
        guard let value else { throw DecodingMismatch(expected: "float4") }
        self = value
    }
}
