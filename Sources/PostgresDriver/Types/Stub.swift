extension PostgresType { static func isDecodedInBinary(oid: UInt32) -> Bool { true } }
extension SQLState {
    static let featureNotSupported = SQLState(rawValue: "0A000")
    static let invalidSQLStatementName = SQLState(rawValue: "26000")
}
