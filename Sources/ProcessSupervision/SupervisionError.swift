/// Why a process could not be started. Nothing runs and nothing was changed.
public struct SupervisionError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, closed so that callers can decide by it.
    public enum Code: Sendable, Hashable {
        /// The launch itself is wrong: a relative path, a NUL byte.
        case invalidLaunch
        /// The program could not be executed: missing, not executable, no interpreter.
        case notExecutable
        /// The user or group could not be taken; only root can take another one.
        case identityRefused
        /// The working directory could not be entered by the process's user.
        case workingDirectoryUnusable
        /// A file for standard input, output or error could not be opened.
        case streamUnusable
        /// The system refused a process, a descriptor or memory. Starting again later may succeed.
        case systemRefused
    }

    /// What went wrong.
    public let code: Code
    /// The program, file or directory concerned.
    public let subject: String
    /// The system's error number, or 0 when the system was not asked.
    public let errorNumber: Int32
    /// What happened, in words, with the reason.
    public let description: String

    /// An error that the system gave a reason for.
    init(_ code: Code, subject: String, doing what: String, errorNumber: Int32) {
        self.code = code
        self.subject = subject
        self.errorNumber = errorNumber
        description = "\(what) \(subject): \(systemMessage(errorNumber))"
    }

    /// An error in the launch itself.
    init(invalidLaunch problem: String, subject: String) {
        code = .invalidLaunch
        self.subject = subject
        errorNumber = 0
        description = "cannot start \(subject): \(problem)"
    }
}
