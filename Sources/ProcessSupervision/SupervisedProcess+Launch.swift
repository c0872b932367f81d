import Glibc

extension SupervisedProcess {
    /// What to start, and how to end it.
    public struct Launch: Sendable {
        /// Absolute path of the program; no search path is consulted.
        public var executable: String
        /// Its arguments, without the program's own name.
        public var arguments: [String]
        /// Its whole environment; nothing is inherited.
        public var environment: [String: String]
        /// The user it runs as; `nil` is the caller's. Only root can take another one.
        public var identity: ProcessIdentity?
        /// Absolute path of its working directory; `nil` is the caller's.
        public var workingDirectory: String?
        /// What it reads.
        public var standardInput: Input
        /// Where it writes.
        public var standardOutput: Output
        /// Where it writes its diagnostics.
        public var standardError: Output
        /// Whether it leaves the caller's session and terminal. An interactive program needs `false`.
        public var newSession: Bool
        /// How it is asked to end, step by step; `SIGKILL` follows the last one.
        public var stopSequence: [StopStep]
        /// The signal the kernel sends it when its supervisor is killed.
        public var orphanSignal: Int32
        /// A directory tree that goes when the process has ended.
        public var removal: Removal?

        /// Describes a process that reads nothing, writes where the caller writes, and is ended by `SIGTERM`.
        ///
        /// - Parameters:
        ///   - executable: Absolute path of the program.
        ///   - arguments: Its arguments, without the program's own name.
        ///   - environment: Its whole environment.
        public init(executable: String, arguments: [String] = [], environment: [String: String] = [:]) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            standardInput = .null
            standardOutput = .inherit
            standardError = .inherit
            newSession = true
            stopSequence = [StopStep(signal: SIGTERM, grace: .seconds(3))]
            orphanSignal = SIGKILL
        }
    }

    /// Where a process reads from.
    public enum Input: Sendable, Hashable {
        /// Nothing: its first read is the end.
        case null
        /// Where the caller reads from.
        case inherit
        /// The file at this path, opened by the caller.
        case file(String)
        /// These bytes, held in memory: never on a disk, a command line or in an environment.
        case bytes([UInt8])
    }

    /// Where a process writes to.
    public enum Output: Sendable, Hashable {
        /// Nowhere.
        case null
        /// Where the caller writes to.
        case inherit
        /// The file at this path, opened by the caller, made with mode 0600, owned by the process's user.
        case file(String, append: Bool)
    }

    /// One step of ending a process.
    public struct StopStep: Sendable, Hashable {
        /// The signal to send.
        public var signal: Int32
        /// How long to wait for the end before the next step; resolution 1 ms.
        public var grace: Duration

        /// A step from its signal and its patience.
        public init(signal: Int32, grace: Duration) {
            self.signal = signal
            self.grace = grace
        }
    }

    /// A directory tree that the supervisor removes once the process has ended, even when the caller is gone by then.
    public struct Removal: Sendable, Hashable {
        /// When the tree goes.
        public enum Condition: Sendable, Hashable {
            /// However the process ended.
            case always
            /// Unless it exited by itself with code 0.
            case unlessSuccessful
        }

        /// Absolute path of the tree; it may be missing.
        public var path: String
        /// When it goes.
        public var condition: Condition

        /// A removal from its path and condition.
        public init(path: String, condition: Condition = .always) {
            self.path = path
            self.condition = condition
        }
    }
}
