/// A role and its attributes.
public struct CatalogRole: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// SUPERUSER: no check applies to it.
    public var isSuperuser = false
    /// CREATEROLE. Up to PostgreSQL 15 it can make itself a member of any role that is not a superuser.
    public var createsRoles = false
    /// CREATEDB.
    public var createsDatabases = false
    /// LOGIN.
    public var mayLogIn = false
    /// REPLICATION: it can read every byte of the cluster.
    public var replicates = false
    /// INHERIT: before PostgreSQL 16, whether it holds its groups' privileges without SET ROLE.
    public var inherits = true
    /// BYPASSRLS: row-level security does not apply to it.
    public var bypassesRowSecurity = false
    /// How many sessions it may have at once; nil means no limit.
    public var connectionLimit: Int?

    init(_ name: String) {
        self.name = name
    }
}
