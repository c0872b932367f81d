/// Whether a login of an application can reach more than the grants of its groups.
///
/// It counts what is reached by SET ROLE, by inheritance and by ADMIN OPTION, through any number of memberships. It says
/// nothing of the grants themselves: those are held to a policy by the permission proof.
public struct LoginProof: Hashable, Sendable {
    /// A role that the login is, or can act as, and must not.
    public struct Finding: Hashable, Sendable {
        /// The login.
        public let login: String
        /// The role with the powers: the login itself, or one that it can act as.
        public let role: String
        /// The memberships that lead there, the login's own first; empty for the login itself.
        public let path: [RoleMembership]
        /// What the role can do; at least one.
        public let powers: [ReachablePower]
    }

    /// Everything found, the login itself first; empty when the proof holds.
    public let findings: [Finding]

    /// Whether the login can reach nothing but plain grants.
    public var holds: Bool { findings.isEmpty }

    /// Judges a login. Nothing is read.
    ///
    /// - Parameters:
    ///   - snapshot: What the login's session read.
    ///   - logins: What known logins are for, by name: "the admin pool".
    public init(of snapshot: LoginSnapshot, logins: [String: String] = [:]) {
        let reach = RoleReach(
            of: snapshot.login, roles: snapshot.roles, memberships: snapshot.memberships, databaseOwner: nil)
        let roles = [snapshot.login] + reach.roles.subtracting([snapshot.login]).sorted()
        findings = roles.compactMap { name in
            let path = reach.path(to: name)
            // What one of PostgreSQL's own roles comprises is said with that role.
            guard !path.dropLast().contains(where: { PredefinedRole.isName($0.group) }) else { return nil }
            let powers = Self.powers(of: name, reach, in: snapshot, logins)
            guard !powers.isEmpty else { return nil }
            return Finding(login: snapshot.login, role: name, path: path, powers: powers)
        }
    }

    private static func powers(
        of name: String, _ reach: RoleReach, in snapshot: LoginSnapshot, _ logins: [String: String]
    ) -> [ReachablePower] {
        let role = snapshot.roles.first { $0.name == name }
        var powers: [ReachablePower] = []
        if name != snapshot.login, role?.mayLogIn ?? false { powers.append(.login(purpose: logins[name])) }
        // Different grantors may have made several entries of one membership.
        let isAdministrator = snapshot.memberships.contains {
            $0.group == name && $0.isAdministrator && reach.roles.contains($0.member)
        }
        if isAdministrator { powers.append(.administration) }
        // What a superuser has beside that changes nothing.
        if role?.isSuperuser ?? false { return powers + [.superuser] }
        if PredefinedRole.isName(name) { powers.append(.predefinedRole(name)) }
        powers += (role?.attributes ?? []).map(ReachablePower.attribute)
        powers += snapshot.ownerships.filter { $0.role == name }.map(ReachablePower.ownership)
        return powers
    }
}
