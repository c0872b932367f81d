/// To whom a privilege is granted.
public enum Grantee: Hashable, Sendable {
    /// PUBLIC: every role there is and will be.
    case everyone
    /// One role, and who is a member of it.
    case role(String)

    /// The role's name, or `PUBLIC`.
    public var name: String {
        switch self {
        case .everyone: "PUBLIC"
        case .role(let name): name
        }
    }
}
