/// What stands against least privilege in a database.
public enum SurveyRisk: String, Sendable, Hashable, Codable, CaseIterable {
    /// Something belongs to another role than the administrator.
    case foreignOwner = "foreign-owner"
    /// A role that logs in, and is not the administrator, owns something.
    case loginOwner = "login-owner"
    /// A superuser has sessions in the database.
    case superuserSession = "superuser-session"
    /// Something is granted to PUBLIC.
    case grantToPublic = "grant-to-public"
    /// Something is granted to a role that logs in.
    case grantToLogin = "grant-to-login"
    /// A function runs as its owner with the caller's `search_path`.
    case definerWithoutSearchPath = "definer-without-search-path"
    /// A table with the tenants' column is not under row-level security.
    case tenantTableUnprotected = "tenant-table-unprotected"
    /// A view reads its tables as its owner.
    case viewAsOwner = "view-as-owner"
}

extension SurveyRisk {
    /// What it is, for a heading.
    public var title: String {
        switch self {
        case .foreignOwner: "not owned by the administrator"
        case .loginOwner: "owned by a role that logs in"
        case .superuserSession: "superusers with sessions"
        case .grantToPublic: "granted to PUBLIC"
        case .grantToLogin: "granted to a role that logs in"
        case .definerWithoutSearchPath: "SECURITY DEFINER without search_path"
        case .tenantTableUnprotected: "tenants' tables without row-level security"
        case .viewAsOwner: "views without security_invoker"
        }
    }

    /// What it breaks, or what it lets through.
    public var consequence: String {
        switch self {
        case .foreignOwner: "The administrator can neither alter nor drop it, so a migration that does fails."
        case .loginOwner:
            "Grants and row-level security do not bind an owner: an application that logs in as it may do everything."
        case .superuserSession: "No grant and no policy binds a superuser: what logs in so keeps every right."
        case .grantToPublic: "Every role there is and will be has it, whatever the groups are granted."
        case .grantToLogin: "A rotated login has not what its predecessor had; grants belong to groups without LOGIN."
        case .definerWithoutSearchPath: "Who calls it chooses the tables it works on, with its owner's rights."
        case .tenantTableUnprotected: "Whoever may read the table reads all tenants' rows."
        case .viewAsOwner: "Row-level security asks who owns the view, not who reads it."
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .foreignOwner: "ALTER … OWNER TO the administrator, or REASSIGN OWNED BY, while nobody uses it."
        case .loginOwner: "Give it to the administrator, then grant the login's group what it needs."
        case .superuserSession: "Give the application a login of its own, and move it over."
        case .grantToPublic: "Grant it to the groups that need it, then REVOKE it FROM PUBLIC."
        case .grantToLogin: "Grant it to a group, make the login a member, then REVOKE it."
        case .definerWithoutSearchPath: "ALTER FUNCTION … SET search_path = pg_catalog, and qualify the names in it."
        case .tenantTableUnprotected: "Write its policies, then ENABLE and FORCE ROW LEVEL SECURITY."
        case .viewAsOwner: "ALTER VIEW … SET (security_invoker = true); needs PostgreSQL 15."
        }
    }
}
