internal import CLibpq
import Glibc

/// Owns a `PGresult` and frees it. Every look into a result goes through here.
///
/// `@unchecked Sendable` holds because a `PGresult` is never changed once libpq has handed it out, and libpq's reading
/// functions are safe from several threads then (PostgreSQL's documentation, section 34.20).
@usableFromInline
final class ResultMemory: @unchecked Sendable {
    /// What stands at one place of a result.
    @usableFromInline
    enum Content {
        case value(Cell)
        case null
        /// The result has no such column.
        case absent
    }

    let pointer: OpaquePointer
    let rowCount: Int
    @usableFromInline let columnCount: Int
    /// The columns' types and forms, kept where many values are going to be read; for few, asking costs less.
    private let forms: [(type: UInt32, format: PostgresType.Format)]

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        rowCount = Int(PQntuples(pointer))
        columnCount = Int(PQnfields(pointer))
        forms = rowCount < 4 ? [] : (0..<Int32(columnCount)).map { Self.form(pointer, $0) }
    }

    deinit {
        PQclear(pointer)
    }

    var status: ExecStatusType { PQresultStatus(pointer) }

    func field(_ code: UnicodeScalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }

    var commandTag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    func column(_ position: Int) -> QueryResult.Column {
        let position = Int32(position)
        return QueryResult.Column(
            name: PQfname(pointer, position).map { String(cString: $0) } ?? "", type: PQftype(pointer, position))
    }

    /// The first column of a name. Compares where libpq keeps the names, so that a look-up for each row costs no
    /// memory.
    @usableFromInline
    func position(ofColumn name: String) -> Int? {
        var name = name
        return name.withUTF8 { wanted in
            (0..<columnCount).first { position in
                guard let found = PQfname(pointer, Int32(position)), strlen(found) == wanted.count else { return false }
                return wanted.baseAddress.map { memcmp(found, $0, wanted.count) == 0 } ?? true
            }
        }
    }

    /// What stands in a row and a column. The bytes are valid as long as this object lives.
    @usableFromInline
    func content(row: Int32, column position: Int) -> Content {
        guard position >= 0, position < columnCount else { return .absent }
        let column = Int32(truncatingIfNeeded: position)
        let count = Int(PQgetlength(pointer, row, column))
        // This runs for every value of every row: a NULL has no length, so the others need not be asked.
        if count == 0, PQgetisnull(pointer, row, column) == 1 { return .null }
        let (type, format) = forms.isEmpty ? Self.form(pointer, column) : forms[position]
        return .value(
            Cell(
                type: type, format: format,
                bytes: UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: count)))
    }

    private static func form(_ pointer: OpaquePointer, _ column: Int32) -> (type: UInt32, format: PostgresType.Format) {
        (PQftype(pointer, column), PQfformat(pointer, column) == 0 ? .text : .binary)
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
        isFromFunction = result.field(DiagnosticField.context) != nil
        // Such an error from within a function comes with a context: the function may have done something before.
        isStalePlan =
            !isFromFunction
            && (sqlState == .invalidSQLStatementName
                || sqlState == .featureNotSupported
                    && result.field(DiagnosticField.sourceFunction) == "RevalidateCachedQuery")
    }
}
