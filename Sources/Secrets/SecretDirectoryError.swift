/// Why a secret could not be read or stored. Names the path and what to do, never a content.
public struct SecretDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal and failure.
    public enum Code: Hashable, Sendable {
        /// The name has characters other than letters, digits, `.`, `_`, `-`, begins with a dot, or is too long.
        case invalidName
        /// The value is empty or ends with a newline, which reading would trim.
        case unstorableValue
        /// Group or others may use the file or directory.
        case tooOpen
        /// Another user owns the file or directory.
        case wrongOwner
        /// A symbolic link, a directory in place of a file, or the reverse.
        case wrongKind
        /// The file is empty, larger than a secret may be, or not UTF-8.
        case unreadableContent
        /// The system refused a call.
        case system
    }

    /// What kind of refusal it is.
    public let code: Code
    /// The file or directory.
    public let path: String
    /// What is wrong, and what to do.
    public let detail: String

    /// The path, what is wrong, and what to do.
    public var description: String { "\(path): \(detail)" }
}
