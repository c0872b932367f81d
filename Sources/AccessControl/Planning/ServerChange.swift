/// What a step changes for the whole server: the roles that other databases beside this one know too.
struct ServerChange: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Makes the role.
        case making
        /// Lets the role's sessions start with a setting.
        case setting(name: String, value: String)
        /// Changes what the role is, or who belongs to it.
        case altering
    }

    let kind: Kind
    /// Whose change it is: where another database uses this role, it is not taken back from here.
    let role: DeclaredRole
    /// The member, where it is about a membership.
    let member: String?

    init(_ kind: Kind, of role: String, member: String? = nil, in policy: AccessPolicy) {
        self.kind = kind
        self.role = DeclaredRole(role, in: policy)
        self.member = member
    }
}

/// What the policy says a role is.
struct DeclaredRole: Hashable, Sendable {
    let name: String
    let isLogin: Bool
    /// How many sessions it may have; nil means no limit.
    let connectionLimit: Int?
    /// Whose grants it has.
    let memberOf: [String]
    /// Who has its grants.
    let members: [String]

    init(_ name: String, in policy: AccessPolicy) {
        let login = policy.login(name)
        self.name = name
        isLogin = login != nil
        connectionLimit = login?.connectionLimit
        memberOf = login?.memberOf ?? []
        members = policy.logins.filter { $0.memberOf.contains(name) }.map(\.name)
    }
}
