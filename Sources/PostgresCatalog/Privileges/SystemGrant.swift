/// A grant on an object of PostgreSQL itself that was not there when the cluster was made.
public struct SystemGrant: Hashable, Sendable {
    /// The object, as PostgreSQL describes it: `function pg_read_file(text)`, `parameter log_statement`.
    public let object: String
    /// The grant.
    public let grant: Grant
}
