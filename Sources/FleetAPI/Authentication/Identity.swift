import AccessTokens
import DataAccess

/// Who sends a request, for which tenant, and what they may do.
struct Identity: Sendable, Equatable {
    var subject: String
    /// Scopes every statement of the request.
    var tenant: TenantID
    var permissions: Set<Permission>

    /// Refuses a request whose token does not allow it.
    func require(_ permission: Permission) throws(Problem) {
        guard permissions.contains(permission) else { throw .permissionMissing(permission) }
    }
}

extension Identity {
    /// Permissions this API does not know are another application's, and grant nothing here.
    init(_ claims: AccessClaims) {
        subject = claims.subject
        tenant = TenantID(claims.tenant)
        permissions = Set(claims.permissions.compactMap(Permission.init(rawValue:)))
    }
}
