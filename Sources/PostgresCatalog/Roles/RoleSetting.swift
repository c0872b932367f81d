/// A setting that sessions start with (`ALTER ROLE … SET`, `ALTER DATABASE … SET`).
public struct RoleSetting: Hashable, Sendable {
    /// The role it is for; nil means all.
    public let role: String?
    /// The database it is for; nil means all.
    public let database: String?
    /// The setting's name in lower case: PostgreSQL compares names without case.
    public let name: String
    /// Its value, as it was written.
    public let value: String
}
