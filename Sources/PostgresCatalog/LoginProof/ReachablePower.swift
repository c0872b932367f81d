/// A power that no application's login may have.
public enum ReachablePower: Hashable, Sendable {
    /// No check applies to it, row-level security least of all.
    case superuser
    /// A power that no grant gives.
    case attribute(RoleAttribute)
    /// One of PostgreSQL's own roles.
    case predefinedRole(String)
    /// It owns objects: row-level security does not hold for them, and it can grant and drop them.
    case ownership(RoleOwnership)
    /// It is a login itself, not a group of grants. `purpose` says whose, if that is known: "the admin pool".
    case login(purpose: String?)
    /// It may make others, and so itself, members.
    case administration
}

extension ReachablePower: CustomStringConvertible {
    /// In words that follow the name of the role that has it.
    public var description: String {
        switch self {
        case .superuser: "is a superuser"
        case .attribute(let attribute): "has \(attribute.rawValue), with which it \(attribute.consequence)"
        case .predefinedRole(let name): PredefinedRole.reason(against: name)
        case .ownership(let ownership): "owns \(ownership.words)"
        case .login(let purpose): "is \(purpose.map { "the login of \($0)" } ?? "a login, not a group")"
        case .administration: "is held WITH ADMIN OPTION"
        }
    }
}

extension RoleOwnership {
    fileprivate var words: String {
        let rest = count - examples.count
        return examples.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
