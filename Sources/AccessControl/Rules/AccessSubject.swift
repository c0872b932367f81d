import PostgresCatalog

/// What is judged: the policy, the catalogue, and the effective privileges of every declared role.
struct AccessSubject {
    let policy: AccessPolicy
    let catalog: CatalogSnapshot
    /// The relations with those that are exempt.
    let allRelations: [CatalogRelation]
    private let effective: [String: EffectivePrivileges]

    init(policy: AccessPolicy, catalog: CatalogSnapshot) {
        self.policy = policy
        allRelations = catalog.relations
        let catalog = policy.judged(catalog)
        self.catalog = catalog
        self.effective = Dictionary(
            uniqueKeysWithValues: Set(policy.roleNames).map { ($0, EffectivePrivileges(of: $0, in: catalog)) })
    }

    func effectivePrivileges(of role: String) -> EffectivePrivileges {
        effective[role] ?? EffectivePrivileges(of: role, in: catalog)
    }

    /// Groups and logins: the roles that the lists are about.
    var subjectRoles: [String] {
        policy.groups.map(\.name) + policy.logins.map(\.name)
    }

    /// The tables and views of the schemas that the lists are about.
    var tables: [CatalogRelation] {
        let schemas = policy.schemas
        return catalog.relations.filter { schemas.contains($0.schema) && $0.kind != .sequence }
    }

    /// Whether an extension grants this itself when it is made, as pgstattuple does to `pg_stat_scan_tables`. Who may
    /// act as such a role is judged by the rule for that.
    func isExtensionsOwnGrant(to role: String, on object: any CatalogObject) -> Bool {
        object.isExtensionMember && PredefinedRole.isName(role)
    }

    /// Whether a group or login holds one of some privileges, as declared or not, by itself, through others or by PUBLIC.
    func isHeld(_ privileges: [Privilege], on object: some CatalogObject) -> Bool {
        subjectRoles.contains { role in
            let effective = effectivePrivileges(of: role)
            return privileges.contains { !effective.held($0, on: object).isEmpty }
        }
    }

    /// Whether two notations of a setting's value are of one value.
    func isSetting(_ name: String, _ value: String, equalTo other: String) -> Bool {
        let type = catalog.settingTypes[name]
        return SettingValue(value, of: name, as: type) == SettingValue(other, of: name, as: type)
    }

    func isSuperuser(_ role: String) -> Bool {
        catalog.role(role)?.isSuperuser ?? false
    }
}
