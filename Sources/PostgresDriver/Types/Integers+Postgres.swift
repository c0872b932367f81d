// Every integer type reads every integer type of the server's. A number that does not fit is an error.

extension Int: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `bigint`; the server narrows it where a column is smaller, or says 22003.
    public static var postgresType: PostgresType { .int8 }

    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int8.array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { Int64(self).encodeBigEndian(into: &bytes) }

    /// Reads `smallint`, `integer`, `bigint` or `oid`.
    public init(cell: Cell) throws(DecodingMismatch) { self = Int(try cell.wholeNumber()) }
}

extension Int64: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `bigint`.
    public static var postgresType: PostgresType { .int8 }

    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int8.array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }

    /// Reads `smallint`, `integer`, `bigint` or `oid`.
    public init(cell: Cell) throws(DecodingMismatch) { self = try cell.wholeNumber() }
}

extension Int32: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `integer`.
    public static var postgresType: PostgresType { .int4 }

    /// `integer[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int4.array }

    /// Appends four bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }

    /// Reads `smallint`, `integer`, `bigint` or `oid`; a number that needs more than 32 bits is an error.
    public init(cell: Cell) throws(DecodingMismatch) { self = try cell.narrowed() }
}

extension Int16: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `smallint`.
    public static var postgresType: PostgresType { .int2 }

    /// `smallint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int2.array }

    /// Appends two bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }

    /// Reads `smallint`, `integer`, `bigint` or `oid`; a number that needs more than 16 bits is an error.
    public init(cell: Cell) throws(DecodingMismatch) { self = try cell.narrowed() }
}

extension UInt32: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `oid`.
    public static var postgresType: PostgresType { .oid }

    /// `oid[]`.
    public static var postgresArrayType: PostgresType { PostgresType.oid.array }

    /// Appends four bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }

    /// Reads `smallint`, `integer`, `bigint` or `oid`; a negative number, or one that needs more than 32 bits, is an
    /// error.
    public init(cell: Cell) throws(DecodingMismatch) { self = try cell.narrowed() }
}

extension Cell {
    fileprivate func narrowed<Value: FixedWidthInteger>() throws(DecodingMismatch) -> Value {
        guard let value = Value(exactly: try wholeNumber()) else {
            throw DecodingMismatch(expected: "a number from \(Value.min) to \(Value.max)")
        }
        return value
    }

    fileprivate func wholeNumber() throws(DecodingMismatch) -> Int64 {
        let value: Int64? =
            switch (type, format) {
            case (PostgresType.int8.oid, .binary): whole(Int64.self)
            case (PostgresType.int4.oid, .binary): whole(Int32.self).map(Int64.init)
            case (PostgresType.int2.oid, .binary): whole(Int16.self).map(Int64.init)
            case (PostgresType.oid.oid, .binary): whole(UInt32.self).map(Int64.init)
            case (PostgresType.int8.oid, .text), (PostgresType.int4.oid, .text), (PostgresType.int2.oid, .text),
                (PostgresType.oid.oid, .text), (PostgresType.unknown.oid, .text):
                TextScanner(bytes).wholeNumber()
            default: nil
            }
        guard let value else { throw DecodingMismatch(expected: "int2, int4, int8 or oid") }
        return value
    }
}
