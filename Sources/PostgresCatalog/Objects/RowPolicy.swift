/// A row-level security policy.
public struct RowPolicy: Hashable, Sendable {
    /// The commands a policy can be for.
    public enum Command: String, Hashable, Sendable {
        case select = "r"
        case insert = "a"
        case update = "w"
        case delete = "d"
        case all = "*"
    }

    /// Its name.
    public let name: String
    /// The command it is for.
    public let command: Command
    /// Whether it allows rows; a restrictive one only takes away.
    public let isPermissive: Bool
    /// To whom it applies.
    public let roles: [Grantee]
    /// Which rows can be seen or changed.
    public let using: String?
    /// Which rows can be written.
    public let check: String?
}
