/// Why a role holds a privilege.
public enum PrivilegeSource: Hashable, Sendable, CustomStringConvertible {
    /// The role, or one it can become, is a superuser.
    case superuser(String)
    /// Granted to PUBLIC.
    case everyone
    /// Granted to the role itself or to one it is a member of.
    case role(String)
    /// A predefined role allows it on every table.
    case predefined(String)

    /// In words, to follow the name of what is held.
    public var description: String {
        switch self {
        case .superuser(let name): "\(name) is a superuser"
        case .everyone: "granted to PUBLIC"
        case .role(let name): "granted to \(name)"
        case .predefined(let name): "as a member of \(name)"
        }
    }
}
