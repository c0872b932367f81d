extension SQLState {
    /// 01006: a REVOKE that revoked nothing, because the revoker granted none of it. Only a warning, and yet a failure.
    public static let privilegeNotRevoked = SQLState(rawValue: "01006")
    /// 01007: a GRANT that granted nothing. Only a warning, and yet a failure.
    public static let privilegeNotGranted = SQLState(rawValue: "01007")
    /// 23502: a NULL where the column takes none.
    public static let notNullViolation = SQLState(rawValue: "23502")
    /// 23503: a reference to a row that is not there.
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    /// 23505: a second row with the same key.
    public static let uniqueViolation = SQLState(rawValue: "23505")
    /// 23514: a row that a CHECK refuses.
    public static let checkViolation = SQLState(rawValue: "23514")
    /// 25006: a write in a read-only transaction or on a standby.
    public static let readOnlySQLTransaction = SQLState(rawValue: "25006")
    /// 25P02: a statement in a transaction that has already failed.
    public static let inFailedSQLTransaction = SQLState(rawValue: "25P02")
    /// 25P03: the session sat idle in a transaction for too long and was ended.
    public static let idleInTransactionSessionTimeout = SQLState(rawValue: "25P03")
    /// 28000: the login is refused, by NOLOGIN or by pg_hba.conf.
    public static let invalidAuthorizationSpecification = SQLState(rawValue: "28000")
    /// 28P01: wrong password, or no such login.
    public static let invalidPassword = SQLState(rawValue: "28P01")
    /// 3D000: no such database.
    public static let invalidCatalogName = SQLState(rawValue: "3D000")
    /// 40001: the transaction could not be serialised with the others; the whole of it may be tried again.
    public static let serializationFailure = SQLState(rawValue: "40001")
    /// 40P01: the transaction was chosen to end a deadlock; the whole of it may be tried again.
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    /// 42501: the role may not do this.
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// 42601: the statement does not parse.
    public static let syntaxError = SQLState(rawValue: "42601")
    /// 42704: no such role, type or other object.
    public static let undefinedObject = SQLState(rawValue: "42704")
    /// 42P01: no such table.
    public static let undefinedTable = SQLState(rawValue: "42P01")
    /// 42P04: a database of this name exists.
    public static let duplicateDatabase = SQLState(rawValue: "42P04")
    /// 42710: a role or another object of this name exists.
    public static let duplicateObject = SQLState(rawValue: "42710")
    /// 53100: the server's disk is full.
    public static let diskFull = SQLState(rawValue: "53100")
    /// 53300: the server, the database or the role has no connection left.
    public static let tooManyConnections = SQLState(rawValue: "53300")
    /// 55P03: a lock was not to be had within `lock_timeout`.
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    /// 57014: cancelled by a cancel request or by `statement_timeout`.
    public static let queryCanceled = SQLState(rawValue: "57014")
    /// 57P01: the session was ended by an administrator or by the server's shutdown.
    public static let adminShutdown = SQLState(rawValue: "57P01")
    /// 57P03: the server is starting, stopping or recovering.
    public static let cannotConnectNow = SQLState(rawValue: "57P03")

    /// Names from appendix A of PostgreSQL's documentation, for the codes that an application or an operator meets.
    static let conditionNames: [String: String] = [
        "00000": "successful_completion", "01000": "warning", "01006": "privilege_not_revoked",
        "01007": "privilege_not_granted", "08000": "connection_exception",
        "08001": "sqlclient_unable_to_establish_sqlconnection",
        "08003": "connection_does_not_exist", "08006": "connection_failure", "08P01": "protocol_violation",
        "0A000": "feature_not_supported", "21000": "cardinality_violation", "22001": "string_data_right_truncation",
        "22003": "numeric_value_out_of_range", "22007": "invalid_datetime_format", "22008": "datetime_field_overflow",
        "22012": "division_by_zero", "22021": "character_not_in_repertoire", "22023": "invalid_parameter_value",
        "22P02": "invalid_text_representation", "22P03": "invalid_binary_representation",
        "22P04": "bad_copy_file_format",
        "23000": "integrity_constraint_violation", "23001": "restrict_violation", "23502": "not_null_violation",
        "23503": "foreign_key_violation", "23505": "unique_violation", "23514": "check_violation",
        "23P01": "exclusion_violation", "25001": "active_sql_transaction", "25006": "read_only_sql_transaction",
        "25P01": "no_active_sql_transaction", "25P02": "in_failed_sql_transaction",
        "25P03": "idle_in_transaction_session_timeout", "26000": "invalid_sql_statement_name",
        "28000": "invalid_authorization_specification", "28P01": "invalid_password",
        "2BP01": "dependent_objects_still_exist", "3D000": "invalid_catalog_name", "3F000": "invalid_schema_name",
        "40001": "serialization_failure", "40003": "statement_completion_unknown", "40P01": "deadlock_detected",
        "42501": "insufficient_privilege", "42601": "syntax_error", "42602": "invalid_name", "42622": "name_too_long",
        "42701": "duplicate_column", "42702": "ambiguous_column", "42703": "undefined_column",
        "42704": "undefined_object",
        "42710": "duplicate_object", "42723": "duplicate_function", "42725": "ambiguous_function",
        "42804": "datatype_mismatch", "42809": "wrong_object_type", "42830": "invalid_foreign_key",
        "42846": "cannot_coerce", "42883": "undefined_function", "42939": "reserved_name", "42P01": "undefined_table",
        "42P02": "undefined_parameter", "42P04": "duplicate_database", "42P05": "duplicate_prepared_statement",
        "42P06": "duplicate_schema", "42P07": "duplicate_table", "42P16": "invalid_table_definition",
        "42P17": "invalid_object_definition", "42P18": "indeterminate_datatype", "44000": "with_check_option_violation",
        "53000": "insufficient_resources", "53100": "disk_full", "53200": "out_of_memory",
        "53300": "too_many_connections",
        "54000": "program_limit_exceeded", "54001": "statement_too_complex",
        "55000": "object_not_in_prerequisite_state",
        "55006": "object_in_use", "55P03": "lock_not_available", "57000": "operator_intervention",
        "57014": "query_canceled", "57P01": "admin_shutdown", "57P02": "crash_shutdown", "57P03": "cannot_connect_now",
        "57P04": "database_dropped", "57P05": "idle_session_timeout", "58000": "system_error", "58030": "io_error",
        "58P01": "undefined_file", "P0001": "raise_exception", "P0004": "assert_failure", "XX000": "internal_error",
        "XX001": "data_corrupted", "XX002": "index_corrupted",
    ]
}
