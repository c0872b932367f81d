/// Which way a migration runs.
public enum MigrationDirection: String, Sendable, Hashable {
    /// Its `up` section.
    case up
    /// Its `down` section.
    case down
}
