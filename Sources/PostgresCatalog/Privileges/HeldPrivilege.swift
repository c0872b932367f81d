/// A privilege a role holds on one object, and why.
public struct HeldPrivilege: Hashable, Sendable {
    /// Why.
    public let source: PrivilegeSource
    /// The columns it is limited to; empty means the whole object.
    public let columns: [String]
    /// Whether it is held at once; else by SET ROLE.
    public let isImmediate: Bool
    /// Whether the role may grant it on.
    public let isGrantable: Bool
}
