import PostgresCatalog

extension CatalogSnapshot {
    /// The catalogue as it would be without some roles: nothing is granted to them or by them, and nobody is a member.
    /// What they own stays theirs by name, with what an owner may do.
    func without(_ names: Set<String>) -> CatalogSnapshot {
        func isMeant(_ grant: Grant, _ owner: String) -> Bool {
            grant.grantee != .role(owner)
                && (names.contains(grant.grantee.name) || grant.grantor.map(names.contains) ?? false)
        }
        var rest = self
        rest.roles.removeAll { names.contains($0.name) }
        rest.memberships.removeAll { names.contains($0.member) || names.contains($0.group) }
        rest.settings.removeAll { $0.role.map(names.contains) ?? false }
        rest.defaultPrivileges.removeAll { isMeant($0.grant, $0.creator) }
        func kept(_ object: any CatalogObject) -> [Grant] { object.grants.filter { !isMeant($0, object.owner) } }
        for (index, object) in databases.enumerated() { rest.databases[index].grants = kept(object) }
        for (index, object) in schemas.enumerated() { rest.schemas[index].grants = kept(object) }
        for (index, object) in relations.enumerated() { rest.relations[index].grants = kept(object) }
        for (index, object) in functions.enumerated() { rest.functions[index].grants = kept(object) }
        for (index, object) in namedObjects.enumerated() {
            rest.namedObjects[index].grants = kept(object)
        }
        return rest
    }
}
