/// A type of the server's, by its object identifier, as a parameter names it.
public struct PostgresType: Hashable, Sendable {
    /// The form in which a value travels.
    public enum Format: Int32, Hashable, Sendable {
        /// As the type's text form.
        case text = 0
        /// As the type's binary form.
        case binary = 1
    }

    /// The type's OID; 0 lets the server infer it from the statement.
    public let oid: UInt32
    /// The OID of the array of this type; 0 where there is none.
    public let arrayOID: UInt32
    /// How parameters of this type are sent.
    public let format: Format

    /// Names a type.
    public init(oid: UInt32, arrayOID: UInt32 = 0, format: Format = .binary) {
        self.oid = oid
        self.arrayOID = arrayOID
        self.format = format
    }

    /// The type of an array of these.
    var array: PostgresType { PostgresType(oid: arrayOID) }
}

// Object identifiers from PostgreSQL's src/include/catalog/pg_type.dat; they never change.
extension PostgresType {
    static let bool = PostgresType(oid: 16, arrayOID: 1000)
    static let bytea = PostgresType(oid: 17, arrayOID: 1001)
    static let char = PostgresType(oid: 18, arrayOID: 1002)
    static let name = PostgresType(oid: 19, arrayOID: 1003)
    static let int8 = PostgresType(oid: 20, arrayOID: 1016)
    static let int2 = PostgresType(oid: 21, arrayOID: 1005)
    static let int4 = PostgresType(oid: 23, arrayOID: 1007)
    static let text = PostgresType(oid: 25, arrayOID: 1009)
    static let oid = PostgresType(oid: 26, arrayOID: 1028)
    static let json = PostgresType(oid: 114, arrayOID: 199)
    static let float4 = PostgresType(oid: 700, arrayOID: 1021)
    static let float8 = PostgresType(oid: 701, arrayOID: 1022)
    static let unknown = PostgresType(oid: 705)
    static let bpchar = PostgresType(oid: 1042, arrayOID: 1014)
    static let varchar = PostgresType(oid: 1043, arrayOID: 1015)
    static let date = PostgresType(oid: 1082, arrayOID: 1182)
    static let time = PostgresType(oid: 1083, arrayOID: 1183)
    static let timestamp = PostgresType(oid: 1114, arrayOID: 1115)
    static let timestamptz = PostgresType(oid: 1184, arrayOID: 1185)
    static let interval = PostgresType(oid: 1186, arrayOID: 1187)
    static let numeric = PostgresType(oid: 1700, arrayOID: 1231)
    static let void = PostgresType(oid: 2278)
    static let uuid = PostgresType(oid: 2950, arrayOID: 2951)
    static let jsonb = PostgresType(oid: 3802, arrayOID: 3807)

    /// Text whose type the server infers, so that a String can stand where a uuid, an enum or a timestamp is wanted.
    static let inferred = PostgresType(oid: 0, format: .text)

    static let box: UInt32 = 603

    /// The first OID that belongs to a user's own types, enums and domains among them.
    static let firstUserDefined: UInt32 = 16384
}

extension PostgresType {
    /// Whether this library reads the binary form of a type. Of every other type it reads the text form, as `String`.
    static func isDecodedInBinary(oid: UInt32) -> Bool {
        switch oid {
        // The scalars above, in their order, without `inferred`.
        case 16, 17, 18, 19, 20, 21, 23, 25, 26, 114, 700, 701, 705, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1700,
            2278, 2950, 3802:
            true
        // Their arrays.
        case 1000, 1001, 1002, 1003, 1016, 1005, 1007, 1009, 1028, 199, 1021, 1022, 1014, 1015, 1182, 1183, 1115, 1185,
            1187, 1231, 2951, 3807:
            true
        default: false
        }
    }
}
