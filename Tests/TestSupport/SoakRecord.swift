import FoundationEssentials
import Glibc

/// The rows that `make soak` puts into its report: written by the tests themselves, once they have passed.
package enum SoakRecord {
    private static let variable = "SOAK_RECORD"

    /// Appends a row to the file that the environment names; without one nothing is written.
    ///
    /// - Parameters:
    ///   - work: What ran.
    ///   - result: What was counted.
    ///   - seed: What repeats it.
    ///   - duration: How long it took.
    package static func add(_ work: String, _ result: String, seed: Seed? = nil, took duration: Duration) throws {
        guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else { return }
        let seconds = duration.components.seconds
        let row = "| \(work) | \(result) | \(seed.map { "`\($0)`" } ?? "–") | \(seconds) s |\n"
        // One write to a file opened for appending: rows of tests that end at the same time do not mix.
        let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard file >= 0 else { throw SystemRefusal("open \(path)") }
        defer { close(file) }
        guard write(file, row, row.utf8.count) == row.utf8.count else { throw SystemRefusal("write \(path)") }
    }
}
