internal import CLibpq

/// A message that the server sends along without failing: a notice or a warning.
public struct Notice: Hashable, Sendable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`.
    public let severity: String
    /// The code; `00000` for most notices.
    public let sqlState: SQLState
    /// The text; it may quote values.
    public let message: String
}

/// Collects what arrives between two results. libpq calls it while the connection's lock is held.
final class NoticeBuffer {
    private var notices: [Notice] = []

    func attach(to connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { buffer, result in
                guard let buffer, let result else { return }
                Unmanaged<NoticeBuffer>.fromOpaque(buffer).takeUnretainedValue().append(result)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func take() -> [Notice] {
        defer { notices = [] }
        return notices
    }

    private func append(_ result: OpaquePointer) {
        func field(_ code: UnicodeScalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        notices.append(
            Notice(
                severity: field(DiagnosticField.severity) ?? "NOTICE",
                sqlState: SQLState(rawValue: field(DiagnosticField.sqlState) ?? "00000"),
                message: field(DiagnosticField.message) ?? ""))
    }
}

/// The letters by which the protocol names the parts of an error, from libpq's postgres_ext.h (its macros are
/// characters, which Swift does not import).
enum DiagnosticField {
    static let severity: UnicodeScalar = "V"
    static let sqlState: UnicodeScalar = "C"
    static let message: UnicodeScalar = "M"
    static let hint: UnicodeScalar = "H"
    static let context: UnicodeScalar = "W"
    static let sourceFunction: UnicodeScalar = "R"
    static let position: UnicodeScalar = "P"
    static let schema: UnicodeScalar = "s"
    static let table: UnicodeScalar = "t"
    static let column: UnicodeScalar = "c"
    static let constraint: UnicodeScalar = "n"
}
