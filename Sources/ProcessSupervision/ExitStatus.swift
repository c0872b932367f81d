/// How a process ended.
public enum ExitStatus: Sendable, Hashable, CustomStringConvertible {
    /// It exited by itself with this code.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)
    /// It has ended, but its supervisor was killed before it could say how.
    case unknown

    /// Whether it exited by itself with code 0.
    public var isSuccess: Bool { self == .exited(0) }

    /// The status in words, such as `exited with code 1`.
    public var description: String {
        switch self {
        case .exited(let code): "exited with code \(code)"
        case .signalled(let number): "ended by signal \(number)"
        case .unknown: "ended in an unknown way (its supervisor was killed)"
        }
    }

    /// A status as `waitpid` encodes it.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
    }
}
