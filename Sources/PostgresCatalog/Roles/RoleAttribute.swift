/// What a role may do by an attribute of its own, whatever is granted on objects. Attributes are not inherited: a member
/// has them after SET ROLE.
public enum RoleAttribute: String, Hashable, Sendable, CaseIterable {
    case createRole = "CREATEROLE"
    case createDatabase = "CREATEDB"
    case replication = "REPLICATION"
    case bypassRowSecurity = "BYPASSRLS"
}

extension RoleAttribute {
    /// What it comes to, in words that follow "with which it".
    public var consequence: String {
        switch self {
        case .createRole: "can make roles, and up to PostgreSQL 15 itself a member of nearly any"
        case .createDatabase: "can make databases, and own all in them"
        case .replication: "can read every byte of the cluster"
        case .bypassRowSecurity: "sees every tenant's rows"
        }
    }
}

extension CatalogRole {
    /// The attributes it has, beside SUPERUSER.
    public var attributes: [RoleAttribute] {
        let held: [(RoleAttribute, Bool)] = [
            (.createRole, createsRoles), (.createDatabase, createsDatabases), (.replication, replicates),
            (.bypassRowSecurity, bypassesRowSecurity),
        ]
        return held.filter(\.1).map(\.0)
    }
}
