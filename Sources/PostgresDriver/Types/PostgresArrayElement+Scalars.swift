public import FoundationEssentials

extension PostgresType {
    /// The element type of an array type that this library sends.
    static func elementOID(ofArray arrayOID: UInt32) -> UInt32 {
        let sent: [PostgresType] = [.bool, .int2, .int4, .int8, .float4, .float8, .text, .uuid, .timestamptz]
        return sent.first { $0.arrayOID == arrayOID }?.oid ?? 0
    }

    fileprivate var array: PostgresType { PostgresType(oid: arrayOID) }
}

extension Bool: PostgresArrayElement {
    /// `boolean[]`.
    public static var postgresArrayType: PostgresType { PostgresType.bool.array }
}

extension Int: PostgresArrayElement {
    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int8.array }
}

extension Int64: PostgresArrayElement {
    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int8.array }
}

extension Int32: PostgresArrayElement {
    /// `integer[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int4.array }
}

extension Int16: PostgresArrayElement {
    /// `smallint[]`.
    public static var postgresArrayType: PostgresType { PostgresType.int2.array }
}

extension Double: PostgresArrayElement {
    /// `double precision[]`.
    public static var postgresArrayType: PostgresType { PostgresType.float8.array }
}

extension Float: PostgresArrayElement {
    /// `real[]`.
    public static var postgresArrayType: PostgresType { PostgresType.float4.array }
}

extension String: PostgresArrayElement {
    /// `text[]`.
    public static var postgresArrayType: PostgresType { PostgresType.text.array }
}

extension UUID: PostgresArrayElement {
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { PostgresType.uuid.array }
}

extension Date: PostgresArrayElement {
    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { PostgresType.timestamptz.array }
}
