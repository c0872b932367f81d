internal import CLibpq

/// Collects what arrives between two results. libpq calls it while the connection's lock is held.
final class NoticeBuffer {
    /// More would be a stream's that raises one for each row; memory stays bounded, and the first ones tell.
    private static let most = 1_000

    private var notices: [Notice] = []

    func attach(to connection: LibpqConnection) {
        PQsetNoticeReceiver(
            connection.pointer,
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
        guard notices.count < Self.most else { return }
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
