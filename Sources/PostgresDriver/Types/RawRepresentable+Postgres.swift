// What is a value of a simpler type inside is that value to the server:
//
//     struct VendorID: RawRepresentable, PostgresCodable, PostgresArrayElement { let rawValue: UUID }

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The raw value's type.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// Appends the raw value.
    public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value. One that `Self` does not have is an error.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard let value = Self(rawValue: try RawValue(cell: cell)) else {
            throw DecodingMismatch(expected: "a raw value of \(Self.self)")
        }
        self = value
    }
}

extension PostgresArrayElement where Self: RawRepresentable, RawValue: PostgresArrayElement {
    /// The array type of the raw value.
    public static var postgresArrayType: PostgresType { RawValue.postgresArrayType }
}
