/// A value that can be a parameter of a statement.
public protocol PostgresEncodable: Sendable {
    /// The type the parameter is declared as.
    static var postgresType: PostgresType { get }

    /// Appends the value in ``postgresType``'s format; what `bytes` holds already stays.
    func encode(into bytes: inout [UInt8])
}

extension FixedWidthInteger {
    /// Appends the integer in network byte order, as every binary format of PostgreSQL wants it.
    func encodeBigEndian(into bytes: inout [UInt8]) {
        withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
    }
}
