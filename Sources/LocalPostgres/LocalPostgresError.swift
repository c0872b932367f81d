/// Why a private server could not be found, made, started or stopped. The data are as they were before.
public struct LocalPostgresError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, closed so that callers can decide by it.
    public enum Code: Sendable, Hashable {
        /// No PostgreSQL of a version that is supported.
        case notInstalled
        /// The data were made by a major version that is not installed.
        case otherMajorVersion
        /// The data belong to another user.
        case foreignOwner
        /// There is something where the data should be, and it is not a data directory.
        case notADataDirectory
        /// Too little room, or the server said so.
        case diskFull
        /// The port that was asked for is taken.
        case portTaken
        /// Another process holds this home's server.
        case inUse
        /// The home or a folder in it cannot be made, reached or written to.
        case homeUnusable
        /// A setting that the private server decides itself, or that is not one.
        case invalidSetting
        /// `initdb` failed.
        case initializationFailed
        /// The server ended, or did not come up.
        case startFailed
        /// The data were made with another superuser password.
        case passwordRefused
        /// The server's certificate could not be made.
        case certificateFailed
        /// A server left over from an earlier run did not stop.
        case orphanKeepsRunning
        /// The server had to be forced to stop; it recovers its data at the next start.
        case uncleanStop
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public let code: Code
    /// What happened and where, then what to do. Holds no password.
    public let description: String

    /// An error in words.
    ///
    /// - Parameters:
    ///   - code: What went wrong.
    ///   - problem: What happened, and where.
    ///   - remedy: What to do next.
    public init(_ code: Code, _ problem: String, remedy: String) {
        self.code = code
        description = "\(problem)\n  \(remedy)"
    }
}
