extension Bool: PostgresDecodable {
    /// Reads `boolean`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type == PostgresType.bool.oid, let byte = cell.integer(UInt8.self) else {
            throw DecodingMismatch(expected: "bool")
        }
        self = byte != 0
    }
}

extension Int64: PostgresDecodable {
    /// Reads `smallint`, `integer`, `bigint` or `oid`.
    public init(cell: Cell) throws(DecodingMismatch) {
        let value: Int64? =
            switch cell.type {
            case PostgresType.int8.oid: cell.integer(Int64.self)
            case PostgresType.int4.oid: cell.integer(Int32.self).map(Int64.init)
            case PostgresType.int2.oid: cell.integer(Int16.self).map(Int64.init)
            case PostgresType.oid.oid: cell.integer(UInt32.self).map(Int64.init)
            default: nil
            }
        guard let value else { throw DecodingMismatch(expected: "int2, int4, int8 or oid") }
        self = value
    }
}

extension Int: PostgresDecodable {
    /// Reads `smallint`, `integer`, `bigint` or `oid`.
    public init(cell: Cell) throws(DecodingMismatch) {
        self = Int(try Int64(cell: cell))
    }
}

extension Int32: PostgresDecodable {
    /// Reads `smallint` or `integer`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type != PostgresType.oid.oid, let value = Int32(exactly: try Int64(cell: cell)),
            cell.type != PostgresType.int8.oid
        else { throw DecodingMismatch(expected: "int2 or int4") }
        self = value
    }
}

extension Int16: PostgresDecodable {
    /// Reads `smallint`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type == PostgresType.int2.oid, let value = cell.integer(Int16.self) else {
            throw DecodingMismatch(expected: "int2")
        }
        self = value
    }
}

extension Double: PostgresDecodable {
    /// Reads `real` or `double precision`.
    public init(cell: Cell) throws(DecodingMismatch) {
        let value: Double? =
            switch cell.type {
            case PostgresType.float8.oid: cell.integer(UInt64.self).map(Double.init(bitPattern:))
            case PostgresType.float4.oid: cell.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
            default: nil
            }
        guard let value else { throw DecodingMismatch(expected: "float4 or float8") }
        self = value
    }
}

extension Float: PostgresDecodable {
    /// Reads `real`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type == PostgresType.float4.oid, let bits = cell.integer(UInt32.self) else {
            throw DecodingMismatch(expected: "float4")
        }
        self = Float(bitPattern: bits)
    }
}

extension String: PostgresDecodable {
    private static let textual: Set<UInt32> = [
        PostgresType.text.oid, PostgresType.varchar.oid, PostgresType.bpchar.oid, PostgresType.name.oid,
        PostgresType.char.oid, PostgresType.json.oid, PostgresType.unknown.oid,
    ]

    /// Reads the text family, `json`, `jsonb`, and types of the user's own whose binary form is text (enums, domains).
    public init(cell: Cell) throws(DecodingMismatch) {
        var bytes = cell.bytes
        if cell.type == PostgresType.jsonb.oid, bytes.first == 1 {
            // jsonb's binary form is its text after a version number.
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        } else if !Self.textual.contains(cell.type), cell.type < PostgresType.firstUserDefined {
            throw DecodingMismatch(expected: "a text type, json or an enum")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DecodingMismatch(expected: "UTF-8 text")
        }
        self = text
    }
}
