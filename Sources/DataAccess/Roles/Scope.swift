/// Which rows a session sees, as a type.
public protocol Scope: Sendable {}

/// The rows of one tenant, by row-level security.
public enum TenantScope: Scope {}

/// The rows of every tenant, each with its tenant's key.
public enum AllTenants: Scope {}

/// Tables that belong to no tenant.
public enum GlobalScope: Scope {}
