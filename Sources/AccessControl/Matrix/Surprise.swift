/// A difference between what was declared and what is.
public struct Surprise: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of differences.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// A role that is declared does not exist.
        case missingRole
        /// A table that is declared does not exist.
        case missingObject
        /// A role can log in, or cannot, other than declared.
        case login
        /// A role is a superuser, or can become one.
        case superuser
        /// A role has CREATEROLE, CREATEDB, REPLICATION or BYPASSRLS.
        case attribute
        /// A role can act as one of PostgreSQL's predefined roles.
        case predefinedRole
        /// A declared membership does not exist, or takes effect only after SET ROLE.
        case missingMembership
        /// A membership exists that is not declared.
        case unexpectedMembership
        /// A declared privilege is not held.
        case missingPrivilege
        /// A privilege is held that is not declared.
        case unexpectedPrivilege
        /// A privilege is granted to PUBLIC.
        case publicPrivilege
        /// A privilege is granted to a login itself instead of to its group.
        case directPrivilege
        /// A role can grant on what it holds.
        case grantOption
        /// A privilege is granted to a role that is not declared.
        case undeclaredRole
        /// An object does not belong to the administrator.
        case owner
        /// Row-level security is not enabled, or is forced.
        case rowSecurity
        /// The policies of a table do not keep tenants apart.
        case rowPolicy
        /// A view reads with its owner's rights.
        case viewRights
        /// A rule, or a trigger's function, acts with its owner's rights.
        case ownerRights
        /// A function that runs as its owner takes its search path from the caller.
        case searchPath
        /// A connection limit differs.
        case connectionLimit
        /// A setting differs.
        case setting
        /// What objects made later will allow differs.
        case defaultPrivilege
        /// A grant on an object of PostgreSQL itself.
        case systemPrivilege
        /// A role owns, or may use, an object of a kind that is not judged here.
        case otherObject
        /// A role owns or holds something in another database of the server.
        case otherDatabase
        /// Changes of a table are not put on record.
        case audit
        /// A live attempt ended otherwise than it should have.
        case probe
    }

    /// What kind of difference it is.
    public let kind: Kind
    /// The role, `PUBLIC`, or the object it is about.
    public let subject: String
    /// What differs.
    public let detail: String

    /// Subject and detail.
    public var description: String { "\(subject): \(detail)" }
}
