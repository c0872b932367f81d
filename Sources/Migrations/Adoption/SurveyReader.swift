import PostgresCatalog

/// Finds in a catalogue what a survey tells of.
struct SurveyReader {
    let snapshot: CatalogSnapshot
    let administrator: String
    let sessions: [String: Int]
    let tenantColumn: String

    private var relations: [CatalogRelation] {
        snapshot.relations.filter { !$0.isExtensionMember && $0.schema != "dal" }
    }
    private var functions: [CatalogFunction] {
        snapshot.functions.filter { !$0.isExtensionMember && $0.schema != "dal" }
    }
    private var schemas: [CatalogSchema] { snapshot.schemas.filter { $0.name != "dal" } }

    /// Kind, name and owner of everything. What belongs to nobody but PostgreSQL itself is left out: the schema `public`
    /// belongs to a role that stands for whoever owns the database.
    private var owned: [(kind: String, label: String, owner: String)] {
        var owned: [(kind: String, label: String, owner: String)] = []
        if let database = snapshot.currentDatabase { owned.append(("database", database.label, database.owner)) }
        owned += schemas.map { ("schema", $0.label, $0.owner) }
        owned += relations.map { ($0.kind.name, $0.label, $0.owner) }
        owned += functions.map { ("function", $0.label, $0.owner) }
        owned += snapshot.dependences.filter(\.isOwner).map { ("other", $0.object, $0.role) }
        return owned.filter { $0.owner != "pg_database_owner" }
    }

    var owners: [DatabaseSurvey.Owner] {
        Dictionary(grouping: owned, by: \.owner).sorted { $0.key < $1.key }.map { role, objects in
            DatabaseSurvey.Owner(
                role: role, isLogin: mayLogIn(role), sessions: sessions[role] ?? 0,
                objects: Dictionary(grouping: objects, by: \.kind).mapValues(\.count))
        }
    }

    var findings: [SurveyFinding] {
        ownership + superusers + grants + definers + tenantTables + views
    }

    private var ownership: [SurveyFinding] {
        // Whose a column's sequence is follows from its table.
        let followers = Set(relations.filter { $0.numberedTable != nil }.map(\.label))
        let foreign = owned.filter { $0.owner != administrator && !followers.contains($0.label) }
        let logins = owners.filter { $0.isLogin && $0.role != administrator }
        return foreign.map { SurveyFinding(.foreignOwner, $0.label, role: $0.owner) }
            + logins.map { owner in
                let count = owner.objects.values.reduce(0, +)
                return SurveyFinding(
                    .loginOwner, "role \(owner.role)", role: owner.role,
                    detail: "owns \(count), \(owner.sessions) sessions now")
            }
    }

    private var superusers: [SurveyFinding] {
        snapshot.roles.filter { $0.isSuperuser && (sessions[$0.name] ?? 0) > 0 }.map { role in
            SurveyFinding(
                .superuserSession, "role \(role.name)", role: role.name,
                detail: "\(sessions[role.name] ?? 0) sessions now")
        }
    }

    private var grants: [SurveyFinding] {
        var findings: [SurveyFinding] = []
        for object in ([snapshot.currentDatabase].compactMap(\.self) as [any CatalogObject]) + schemas + relations {
            findings += self.findings(on: object.label, object.grants, owner: object.owner)
        }
        // PUBLIC may execute any function that nobody took that from: worth a word where the function has more rights
        // than who calls it.
        for function in functions {
            let telling = function.grants.filter { $0.grantee != .everyone || function.isSecurityDefiner }
            findings += self.findings(on: function.label, telling, owner: function.owner)
        }
        let future = Dictionary(grouping: snapshot.defaultPrivileges) { $0.creator }
        for (creator, privileges) in future.sorted(by: { $0.key < $1.key }) {
            findings += self.findings(on: "new objects of \(creator)", privileges.map(\.grant), owner: creator)
        }
        return findings.sorted { $0.risk == .grantToPublic && $1.risk == .grantToLogin }
    }

    private func findings(on object: String, _ grants: [PostgresCatalog.Grant], owner: String) -> [SurveyFinding] {
        let telling = grants.filter { (grant: PostgresCatalog.Grant) in
            switch grant.grantee {
            case .everyone: true
            case .role(let name): name != owner && name != administrator && mayLogIn(name)
            }
        }
        return Dictionary(grouping: telling, by: \.grantee).sorted { $0.key.name < $1.key.name }.map {
            grantee, grants in
            let privileges = Set(grants.map(\.privilege.rawValue)).sorted().joined(separator: ", ")
            return SurveyFinding(
                grantee == .everyone ? .grantToPublic : .grantToLogin, object, role: grantee.name, detail: privileges)
        }
    }

    private var definers: [SurveyFinding] {
        functions.filter { $0.isSecurityDefiner && !$0.fixesSearchPath }.map {
            SurveyFinding(.definerWithoutSearchPath, $0.label, role: $0.owner)
        }
    }

    private var tenantTables: [SurveyFinding] {
        relations.filter {
            [.table, .partitionedTable].contains($0.kind) && $0.columns.contains(tenantColumn) && !$0.hasRowSecurity
        }.map { SurveyFinding(.tenantTableUnprotected, $0.label, role: $0.owner) }
    }

    private var views: [SurveyFinding] {
        relations.filter { $0.kind == .view && !$0.isSecurityInvoker }.map {
            SurveyFinding(.viewAsOwner, $0.label, role: $0.owner)
        }
    }

    private func mayLogIn(_ role: String) -> Bool { snapshot.role(role)?.mayLogIn ?? false }
}
