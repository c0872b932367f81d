import Logging

/// Writes notices into a log: what they are about, and their text, which may quote values, only where the log is open
/// for debugging.
struct NoticeLog: Sendable {
    let logger: Logger
    let applicationName: String

    func write(_ notices: [Notice]) {
        for notice in notices {
            var metadata: Logger.Metadata = [
                "severity": "\(notice.severity)", "sqlState": "\(notice.sqlState)",
                "application": "\(applicationName)",
            ]
            if logger.logLevel <= .debug { metadata["message"] = "\(notice.message)" }
            logger.log(level: Self.level(of: notice.severity), "the server says", metadata: metadata)
        }
    }

    private static func level(of severity: String) -> Logger.Level {
        switch severity {
        case "WARNING": .warning
        case "DEBUG": .debug
        default: .info
        }
    }
}
