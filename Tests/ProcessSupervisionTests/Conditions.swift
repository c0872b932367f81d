import FoundationEssentials
import Glibc
import ProcessSupervision

/// Waits until a condition holds.
///
/// - Returns: Whether it held before the deadline.
func holds(within deadline: Duration = .seconds(5), _ condition: () -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + deadline
    while !condition() {
        if ContinuousClock.now > end { return false }
        try await Task.sleep(for: .milliseconds(5))
    }
    return true
}

/// Whether a process exists and is not a zombie.
func isRunning(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let state = stat.split(separator: ")").last?.split(separator: " ").first
    else { return false }
    return state != "Z" && state != "X"
}

/// A shell script whose output goes to a file.
func script(_ text: String, output: String) -> SupervisedProcess.Launch {
    var launch = SupervisedProcess.Launch(executable: "/bin/sh", arguments: ["-c", text])
    launch.environment = ["PATH": "/usr/bin:/bin"]
    launch.standardOutput = .file(output, append: false)
    return launch
}
