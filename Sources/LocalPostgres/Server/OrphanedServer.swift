import FoundationEssentials
import Glibc

/// A server that outlived the process it belonged to, such as one that is still on its way down.
struct OrphanedServer: Sendable {
    let pid: Int32
    let data: String

    /// The live server of a home, if there is one. A file left over by one that was killed, whose number another
    /// process may have by now, is told apart by the directory the process works in.
    init?(of home: ServerHome) {
        guard let file = PostmasterFile(of: home) else { return nil }
        self.init(pid: file.pid, data: home.data)
        guard isRunning else { return nil }
    }

    private init(pid: Int32, data: String) {
        self.pid = pid
        self.data = data
    }

    var isRunning: Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) == data
    }

    /// Stops it: fast, then at once.
    func stop() async throws(LocalPostgresError) {
        for (signal, patience) in [(SIGINT, Duration.seconds(10)), (SIGQUIT, .seconds(6))] {
            kill(pid, signal)
            if try await hasEnded(within: patience) { return }
        }
        throw LocalPostgresError(
            .orphanKeepsRunning, "a server of an earlier run (process \(pid)) works in \(data) and does not stop",
            remedy: "find out what holds it up, then: kill -QUIT \(pid)")
    }

    private func hasEnded(within patience: Duration) async throws(LocalPostgresError) -> Bool {
        let deadline = ContinuousClock.now + patience
        while isRunning {
            guard ContinuousClock.now < deadline else { return false }
            try await pause(.milliseconds(20))
        }
        return true
    }
}
