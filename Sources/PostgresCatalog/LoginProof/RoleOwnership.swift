/// What a role owns in a database, and of the cluster's shared objects.
public struct RoleOwnership: Hashable, Sendable {
    /// The role.
    public let role: String
    /// How many objects.
    public let count: Int
    /// The first few, as PostgreSQL identifies them: `table public.vendors`.
    public let examples: [String]
}
