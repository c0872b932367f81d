/// Which rows a session sees, as a type.
public protocol Scope: Sendable {}

/// The rows of one tenant, by row-level security.
public enum TenantScope: Scope {}

/// Tables that belong to no tenant.
public enum GlobalScope: Scope {}
