/// What a role owns and holds in another database of the server, counted: only a session there could name it.
public struct OtherDatabaseDependence: Hashable, Sendable {
    /// The role.
    public let role: String
    /// The database.
    public let database: String
    /// How many objects it owns there.
    public let owned: Int
    /// How many objects it owns or has grants on there.
    public let count: Int
}
