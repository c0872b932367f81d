/// What decides how powerful a login is: itself and every role it can reach, as the catalogue stood at one moment.
public struct LoginSnapshot: Hashable, Sendable {
    /// The login that signed in.
    public let login: String
    /// As whom its statements run: somebody else after `ALTER ROLE … SET role`.
    public let currentUser: String
    /// The login and the roles it is a member of, at once or through others.
    public var roles: [CatalogRole] = []
    /// The memberships that lead there.
    public var memberships: [RoleMembership] = []
    /// What those roles own; temporary objects are left out.
    public var ownerships: [RoleOwnership] = []

    init(login: String, currentUser: String) {
        self.login = login
        self.currentUser = currentUser
    }
}
