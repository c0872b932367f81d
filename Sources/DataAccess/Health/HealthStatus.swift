/// The verdict on the database as a whole.
public enum HealthStatus: String, Sendable, Hashable, Codable {
    /// Every pool works under its own login.
    case healthy
    /// Every pool works, but one has all connections in use and callers waiting.
    case saturated
    /// The application works, but something beside it does not: the admin login, or a pool under a wrong user.
    case degraded
    /// The webapp or the readonly pool cannot be used.
    case down
}
