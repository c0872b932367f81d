internal import CLibpq

/// Owns a `PGresult` and frees it.
///
/// `@unchecked Sendable` holds because a `PGresult` is never changed once libpq has handed it out, and libpq's reading
/// functions are safe from several threads then (PostgreSQL's documentation, section 34.20).
final class ResultMemory: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var status: ExecStatusType { PQresultStatus(pointer) }

    func field(_ code: UnicodeScalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }
}

extension DatabaseError {
    /// The error that a failed result carries.
    init(_ result: ResultMemory) {
        self.init(.server, outcome: .rolledBack)
        sqlState = result.field(DiagnosticField.sqlState).map(SQLState.init(rawValue:))
        severity = result.field(DiagnosticField.severity)
        schema = result.field(DiagnosticField.schema)
        table = result.field(DiagnosticField.table)
        column = result.field(DiagnosticField.column)
        constraint = result.field(DiagnosticField.constraint)
        position = result.field(DiagnosticField.position).flatMap(Int.init)
        hint = result.field(DiagnosticField.hint)
        serverMessage = result.field(DiagnosticField.message)
        // Such an error from within a function comes with a context: the function may have done something before.
        isStalePlan =
            result.field(DiagnosticField.context) == nil
            && (sqlState == .invalidSQLStatementName
                || sqlState == .featureNotSupported
                    && result.field(DiagnosticField.sourceFunction) == "RevalidateCachedQuery")
    }
}
