/// An object of a kind that this snapshot does not hold, which a role owns or has grants on: a foreign server, a large
/// object, a language, a tablespace.
public struct RoleDependence: Hashable, Sendable {
    /// The role.
    public let role: String
    /// Whether the role owns the object; else it has a grant on it.
    public let isOwner: Bool
    /// The object, as PostgreSQL describes it.
    public let object: String
}
