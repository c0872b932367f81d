package import Logging
import Synchronization

/// Keeps every line that is logged.
package struct RecordingLogHandler: LogHandler {
    package struct Line: Sendable {
        package var level: Logger.Level
        package var message: String
        package var metadata: Logger.Metadata
    }

    package final class Lines: Sendable {
        private let lines = Mutex<[Line]>([])

        package init() {}

        package var all: [Line] { lines.withLock { $0 } }

        fileprivate func append(_ line: Line) { lines.withLock { $0.append(line) } }
    }

    private let lines: Lines
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level

    package init(_ lines: Lines, logLevel: Logger.Level = .trace) {
        self.lines = lines
        self.logLevel = logLevel
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        lines.append(
            Line(
                level: event.level, message: "\(event.message)",
                metadata: metadata.merging(event.metadata ?? [:]) { $1 }))
    }
}
