import PostgresCatalog

/// What roles have on a server, before they are taken away, and what stands against that.
public struct RemovalSurvey: Codable, Hashable, Sendable {
    /// The roles that exist, in the order they were named.
    public internal(set) var roles: [String] = []
    /// The roles that do not exist any more, or never did.
    public internal(set) var absent: [String] = []
    /// How many sessions the roles have now.
    public internal(set) var sessions = 0
    /// The databases in which they own or hold something, and the one the administrator is in.
    public internal(set) var databases: [String] = []
    /// What they own, by database: `fleetdb: table public.vendors`.
    public internal(set) var owned: [String] = []
    /// What the administrator cannot undo, and who can.
    public internal(set) var obstacles: [String] = []
    /// What stands against nothing and is said all the same.
    public internal(set) var notes: [String] = []
}

extension RemovalSurvey {
    /// What one database's catalogue has to say about roles that are to go.
    static func obstacles(to removing: Set<String>, in catalog: CatalogSnapshot) -> [String] {
        let powers = ActorPowers(of: catalog)
        let database = catalog.currentDatabase?.name ?? ""
        var obstacles = givenOn(by: removing, in: catalog)
        for object in catalog.objects {
            // Grants on databases are of the whole server, and are told where the administrator is.
            let grants = object.grants.filter {
                removing.contains($0.grantee.name) && $0.grantee != .role(object.owner)
            }
            for grant in Set(grants.map { Grant(.select, to: $0.grantee, grantor: $0.grantor) })
            where !removing.contains(object.owner) {
                if let grantor = grant.grantor, grantor != object.owner, !removing.contains(grantor) {
                    obstacles.append(
                        "\(database): \(grantor) granted \(grant.grantee.name) something on \(object.label); "
                            + "only \(grantor) or who can become it can take that back")
                } else if case .none(let reason) = powers.way(asOwner: object.owner) {
                    obstacles.append("\(database): \(grant.grantee.name) holds something on \(object.label); \(reason)")
                } else if powers.way(asOwner: object.owner) != .itself {
                    obstacles.append(
                        "\(database): \(grant.grantee.name) holds something on \(object.label), "
                            + "which \(object.owner) owns; make \(powers.name) a member of \(object.owner) first")
                }
            }
        }
        obstacles += catalog.systemGrants.filter { removing.contains($0.grant.grantee.name) && !powers.isSuperuser }.map
        {
            "\(database): \($0.grant.grantee.name) holds something on \($0.object), "
                + "which is PostgreSQL's own: a superuser's to revoke"
        }
        return obstacles
    }

    /// Grants that roles which stay have from roles that go, and from nobody else: DROP OWNED revokes with CASCADE. What
    /// a role that goes owns is handed over with its grants.
    private static func givenOn(by removing: Set<String>, in catalog: CatalogSnapshot) -> [String] {
        let database = catalog.currentDatabase?.name ?? ""
        return catalog.objects.filter { !removing.contains($0.owner) }.flatMap { object in
            let staying = object.grants.filter { !removing.contains($0.grantee.name) }
            let kept = staying.filter { !removing.contains($0.grantor ?? object.owner) }
            return staying.compactMap { grant -> String? in
                guard let grantor = grant.grantor, removing.contains(grantor),
                    !kept.contains(where: { $0.covers(grant) })
                else { return nil }
                let column = grant.column.map { " (\($0))" } ?? ""
                return "\(database): \(grant.grantee.name) has \(grant.privilege.rawValue)\(column) on \(object.label) "
                    + "from \(grantor), and would lose it; let \(object.owner) grant it, or revoke it first"
            }
        }
    }
}

extension Grant {
    /// Whether who has this grant still has all of another when that goes.
    fileprivate func covers(_ other: Grant) -> Bool {
        grantee == other.grantee && privilege == other.privilege && column == other.column
            && (isGrantable || !other.isGrantable)
    }
}
