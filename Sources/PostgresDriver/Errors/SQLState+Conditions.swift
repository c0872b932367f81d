extension SQLState {
    /// 01006: a REVOKE that revoked nothing, because the revoker granted none of it. Only a warning, and yet a failure.
    public static let privilegeNotRevoked = SQLState(rawValue: "01006")
    /// 01007: a GRANT that granted nothing. Only a warning, and yet a failure.
    public static let privilegeNotGranted = SQLState(rawValue: "01007")
    /// 08006: the connection broke.
    public static let connectionFailure = SQLState(rawValue: "08006")
    /// 0A000: PostgreSQL does not do this, or not here.
    public static let featureNotSupported = SQLState(rawValue: "0A000")
    /// 21000: several rows where one is wanted.
    public static let cardinalityViolation = SQLState(rawValue: "21000")
    /// 22001: a text too long for its column.
    public static let stringDataRightTruncation = SQLState(rawValue: "22001")
    /// 22003: a number too large for its type.
    public static let numericValueOutOfRange = SQLState(rawValue: "22003")
    /// 22007: a text that is no date or time.
    public static let invalidDatetimeFormat = SQLState(rawValue: "22007")
    /// 22008: a date or time beyond its range.
    public static let datetimeFieldOverflow = SQLState(rawValue: "22008")
    /// 22012: a division by zero.
    public static let divisionByZero = SQLState(rawValue: "22012")
    /// 22021: bytes that are no text of the database's encoding, a NUL character among them.
    public static let characterNotInRepertoire = SQLState(rawValue: "22021")
    /// 22023: an argument or a setting's value that cannot be.
    public static let invalidParameterValue = SQLState(rawValue: "22023")
    /// 22P02: a text that is no value of its type, such as an unknown label of an enum.
    public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    /// 22P03: bytes that are no value of their type.
    public static let invalidBinaryRepresentation = SQLState(rawValue: "22P03")
    /// 22P04: data that COPY cannot read.
    public static let badCopyFileFormat = SQLState(rawValue: "22P04")
    /// 23000: a constraint violated, without saying which kind.
    public static let integrityConstraintViolation = SQLState(rawValue: "23000")
    /// 23001: a row that others refer to, with RESTRICT.
    public static let restrictViolation = SQLState(rawValue: "23001")
    /// 23502: a NULL where the column takes none.
    public static let notNullViolation = SQLState(rawValue: "23502")
    /// 23503: a reference to a row that is not there.
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    /// 23505: a second row with the same key.
    public static let uniqueViolation = SQLState(rawValue: "23505")
    /// 23514: a row that a CHECK refuses.
    public static let checkViolation = SQLState(rawValue: "23514")
    /// 23P01: a row that conflicts with another by an exclusion constraint.
    public static let exclusionViolation = SQLState(rawValue: "23P01")
    /// 25001: a statement that cannot run inside a transaction, in one.
    public static let activeSQLTransaction = SQLState(rawValue: "25001")
    /// 25006: a write in a read-only transaction or on a standby.
    public static let readOnlySQLTransaction = SQLState(rawValue: "25006")
    /// 25P01: a statement that needs a transaction, outside one.
    public static let noActiveSQLTransaction = SQLState(rawValue: "25P01")
    /// 25P02: a statement in a transaction that has already failed.
    public static let inFailedSQLTransaction = SQLState(rawValue: "25P02")
    /// 25P03: the session sat idle in a transaction for too long and was ended.
    public static let idleInTransactionSessionTimeout = SQLState(rawValue: "25P03")
    /// 25P04: the transaction took longer than `transaction_timeout` and its session was ended.
    public static let transactionTimeout = SQLState(rawValue: "25P04")
    /// 26000: no such prepared statement.
    public static let invalidSQLStatementName = SQLState(rawValue: "26000")
    /// 28000: the login is refused, by NOLOGIN or by pg_hba.conf.
    public static let invalidAuthorizationSpecification = SQLState(rawValue: "28000")
    /// 28P01: wrong password, or no such login.
    public static let invalidPassword = SQLState(rawValue: "28P01")
    /// 2BP01: an object that others depend on.
    public static let dependentObjectsStillExist = SQLState(rawValue: "2BP01")
    /// 3D000: no such database.
    public static let invalidCatalogName = SQLState(rawValue: "3D000")
    /// 3F000: no such schema.
    public static let invalidSchemaName = SQLState(rawValue: "3F000")
    /// 40001: the transaction could not be serialised with the others; the whole of it may be tried again.
    public static let serializationFailure = SQLState(rawValue: "40001")
    /// 40003: whether the statement took effect is not known.
    public static let statementCompletionUnknown = SQLState(rawValue: "40003")
    /// 40P01: the transaction was chosen to end a deadlock; the whole of it may be tried again.
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    /// 42501: the role may not do this.
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// 42601: the statement does not parse.
    public static let syntaxError = SQLState(rawValue: "42601")
    /// 42702: a column name that several tables have.
    public static let ambiguousColumn = SQLState(rawValue: "42702")
    /// 42703: no such column.
    public static let undefinedColumn = SQLState(rawValue: "42703")
    /// 42704: no such role, type or other object.
    public static let undefinedObject = SQLState(rawValue: "42704")
    /// 42710: a role or another object of this name exists.
    public static let duplicateObject = SQLState(rawValue: "42710")
    /// 42804: an expression of another type than its place wants.
    public static let datatypeMismatch = SQLState(rawValue: "42804")
    /// 42883: no such function or operator for these types.
    public static let undefinedFunction = SQLState(rawValue: "42883")
    /// 42P01: no such table.
    public static let undefinedTable = SQLState(rawValue: "42P01")
    /// 42P04: a database of this name exists.
    public static let duplicateDatabase = SQLState(rawValue: "42P04")
    /// 42P05: a prepared statement of this name exists.
    public static let duplicatePreparedStatement = SQLState(rawValue: "42P05")
    /// 42P06: a schema of this name exists.
    public static let duplicateSchema = SQLState(rawValue: "42P06")
    /// 42P07: a table of this name exists.
    public static let duplicateTable = SQLState(rawValue: "42P07")
    /// 42P18: a parameter whose type cannot be inferred.
    public static let indeterminateDatatype = SQLState(rawValue: "42P18")
    /// 44000: a row that the view it is written through would not show.
    public static let withCheckOptionViolation = SQLState(rawValue: "44000")
    /// 53000: the server lacks something it needs.
    public static let insufficientResources = SQLState(rawValue: "53000")
    /// 53100: the server's disk is full.
    public static let diskFull = SQLState(rawValue: "53100")
    /// 53200: the server is out of memory.
    public static let outOfMemory = SQLState(rawValue: "53200")
    /// 53300: the server, the database or the role has no connection left.
    public static let tooManyConnections = SQLState(rawValue: "53300")
    /// 55000: an object that is not ready for this.
    public static let objectNotInPrerequisiteState = SQLState(rawValue: "55000")
    /// 55006: an object that others are using.
    public static let objectInUse = SQLState(rawValue: "55006")
    /// 55P03: a lock was not to be had within `lock_timeout`.
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    /// 57014: cancelled by a cancel request or by `statement_timeout`.
    public static let queryCanceled = SQLState(rawValue: "57014")
    /// 57P01: the session was ended by an administrator or by the server's shutdown.
    public static let adminShutdown = SQLState(rawValue: "57P01")
    /// 57P02: another session crashed, and the server ended all.
    public static let crashShutdown = SQLState(rawValue: "57P02")
    /// 57P03: the server is starting, stopping or recovering.
    public static let cannotConnectNow = SQLState(rawValue: "57P03")
    /// 57P04: the session's database is gone.
    public static let databaseDropped = SQLState(rawValue: "57P04")
    /// 57P05: the session was idle for longer than `idle_session_timeout` and was ended.
    public static let idleSessionTimeout = SQLState(rawValue: "57P05")
    /// P0001: RAISE EXCEPTION in a function.
    public static let raiseException = SQLState(rawValue: "P0001")
    /// XX000: a fault of the server's own.
    public static let internalError = SQLState(rawValue: "XX000")
}
