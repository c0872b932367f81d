import Foundation
import Glibc

/// Writes lines for people, each at once.
struct Terminal: Sendable {
    /// Results: what a script may read.
    static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
    /// Progress and errors.
    static let standardError = Terminal(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    /// Whether a person sits in front of it.
    var isInteractive: Bool { isatty(descriptor) == 1 }

    /// Whether it shows colours, and nobody asked for none (`NO_COLOR`, see no-color.org).
    var isColored: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isInteractive && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Empties the screen, for what is shown anew.
    func clear() { write("\u{1B}[H\u{1B}[2J") }

    func line(_ text: String) {
        write(text + "\n")
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that went away is no reason to stop half-way.
            guard written > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(0, written))
        }
    }
}
