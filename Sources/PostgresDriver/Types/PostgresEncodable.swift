/// A value that can be a parameter of a statement.
public protocol PostgresEncodable: Sendable {
    /// The type the parameter is declared as.
    static var postgresType: PostgresType { get }

    /// Appends the value in ``postgresType``'s format.
    func encode(into bytes: inout [UInt8])
}

extension FixedWidthInteger {
    /// Appends the integer in network byte order, as every binary format of PostgreSQL wants it.
    func encodeBigEndian(into bytes: inout [UInt8]) {
        withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension Bool: PostgresEncodable {
    /// `boolean`.
    public static var postgresType: PostgresType { .bool }

    /// Appends one byte.
    public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
}

extension Int: PostgresEncodable {
    /// `bigint`; the server narrows it where a column is smaller, or says 22003.
    public static var postgresType: PostgresType { .int8 }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { Int64(self).encodeBigEndian(into: &bytes) }
}

extension Int64: PostgresEncodable {
    /// `bigint`.
    public static var postgresType: PostgresType { .int8 }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }
}

extension Int32: PostgresEncodable {
    /// `integer`.
    public static var postgresType: PostgresType { .int4 }

    /// Appends four bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }
}

extension Int16: PostgresEncodable {
    /// `smallint`.
    public static var postgresType: PostgresType { .int2 }

    /// Appends two bytes.
    public func encode(into bytes: inout [UInt8]) { encodeBigEndian(into: &bytes) }
}

extension Double: PostgresEncodable {
    /// `double precision`.
    public static var postgresType: PostgresType { .float8 }

    /// Appends the IEEE 754 form.
    public func encode(into bytes: inout [UInt8]) { bitPattern.encodeBigEndian(into: &bytes) }
}

extension Float: PostgresEncodable {
    /// `real`.
    public static var postgresType: PostgresType { .float4 }

    /// Appends the IEEE 754 form.
    public func encode(into bytes: inout [UInt8]) { bitPattern.encodeBigEndian(into: &bytes) }
}

extension String: PostgresEncodable {
    /// Text whose type the server infers from where the parameter stands.
    public static var postgresType: PostgresType { .inferred }

    /// Appends UTF-8.
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
}
