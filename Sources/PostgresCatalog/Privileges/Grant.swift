/// One entry of an access control list.
public struct Grant: Hashable, Sendable {
    /// Who may.
    public let grantee: Grantee
    /// What.
    public let privilege: Privilege
    /// Whether the grantee may grant it on.
    public let isGrantable: Bool
    /// The column it is limited to, if it is.
    public let column: String?
    /// Who granted it, whose grant option it hangs on; nil means the object's owner.
    public let grantor: String?

    package init(
        _ privilege: Privilege, to grantee: Grantee, isGrantable: Bool = false, column: String? = nil,
        grantor: String? = nil
    ) {
        self.grantee = grantee
        self.privilege = privilege
        self.isGrantable = isGrantable
        self.column = column
        self.grantor = grantor
    }
}
