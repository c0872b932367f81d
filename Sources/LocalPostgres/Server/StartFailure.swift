import ProcessSupervision

/// Why a server's process ended before it was ready, told from its own words.
enum StartFailure: Sendable, Hashable {
    case portTaken
    case memoryStillHeld
    case diskFull
    case other

    init(log: String) {
        self =
            if log.contains("Address already in use") {
                .portTaken
            } else if log.contains("pre-existing shared memory block") {
                .memoryStillHeld
            } else if log.contains("No space left on device") {
                .diskFull
            } else {
                .other
            }
    }

    /// Whether trying again may help.
    func mayPass(explicitPort: Bool) -> Bool {
        switch self {
        case .portTaken: !explicitPort
        case .memoryStillHeld: true
        case .diskFull, .other: false
        }
    }

    /// The error for a failure that trying again does not mend.
    func error(_ status: ExitStatus, home: ServerHome, port: Int, log: String) -> LocalPostgresError {
        let words = "the server \(status) while starting; the end of \(home.log):\n\(ServerLog.tail(of: log))"
        switch self {
        case .portTaken: return FreePort.taken(port)
        case .diskFull:
            return LocalPostgresError(
                .diskFull, "the disk of \(home.path) is full: \(words)", remedy: "free some space and start again")
        case .memoryStillHeld, .other:
            return LocalPostgresError(.startFailed, words, remedy: "put that right and start again")
        }
    }
}
