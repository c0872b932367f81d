/// That one role is a member of another.
public struct RoleMembership: Hashable, Sendable {
    /// Who is a member.
    public let member: String
    /// Of which role.
    public let group: String
    /// Whether the member holds the group's privileges without SET ROLE.
    public let inherits: Bool
    /// Whether the member may become the group by SET ROLE.
    public let maySetRole: Bool
    /// Whether the member may make others, and so itself, a full member.
    public let isAdministrator: Bool
    /// Who granted it, where that is known.
    public let grantor: String?

    init(
        _ member: String, of group: String, inherits: Bool = true, maySetRole: Bool = true,
        isAdministrator: Bool = false, grantor: String? = nil
    ) {
        self.member = member
        self.group = group
        self.inherits = inherits
        self.maySetRole = maySetRole
        self.isAdministrator = isAdministrator
        self.grantor = grantor
    }
}
