import PostgresDriver

/// Conditions about a value or a row that this API tells its clients apart.
extension SQLState {
    static let stringDataRightTruncation = SQLState(rawValue: "22001")
    static let numericValueOutOfRange = SQLState(rawValue: "22003")
    static let invalidDatetimeFormat = SQLState(rawValue: "22007")
    static let datetimeFieldOverflow = SQLState(rawValue: "22008")
    static let characterNotInRepertoire = SQLState(rawValue: "22021")
    static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    static let exclusionViolation = SQLState(rawValue: "23P01")
    static let transactionTimeout = SQLState(rawValue: "25P04")
}
