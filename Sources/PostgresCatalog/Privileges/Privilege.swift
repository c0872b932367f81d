/// What an access control list can allow, by PostgreSQL's own names.
public enum Privilege: String, Hashable, Sendable, Codable, CaseIterable {
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
    case truncate = "TRUNCATE"
    case references = "REFERENCES"
    case trigger = "TRIGGER"
    /// VACUUM, ANALYZE, REINDEX and LOCK of others' tables; since PostgreSQL 17.
    case maintain = "MAINTAIN"
    case usage = "USAGE"
    case create = "CREATE"
    case connect = "CONNECT"
    case temporary = "TEMPORARY"
    case execute = "EXECUTE"
    case set = "SET"
    case alterSystem = "ALTER SYSTEM"
}
