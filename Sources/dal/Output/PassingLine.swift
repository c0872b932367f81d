import Synchronization

/// The line on which a person watches what goes on just now. Where nobody watches it is written from time to time, so that
/// a log shows that something does.
final class PassingLine: Sendable {
    private static let interval = Duration.seconds(10)

    private let written = Mutex(ContinuousClock.now)

    func show(_ text: String, on terminal: Terminal) {
        if terminal.isInteractive {
            terminal.write("\r\u{1B}[K  … \(text)")
        } else if isTime {
            terminal.line("  … \(text)")
        }
    }

    private var isTime: Bool {
        written.withLock { written in
            guard ContinuousClock.now - written >= Self.interval else { return false }
            written = .now
            return true
        }
    }
}
