import PostgresDriver

/// Makes a snapshot of the answers to the catalogue queries, taken in the order in which they were sent.
struct CatalogReader {
    private var results: ArraySlice<Result<QueryResult, DatabaseError>>

    init(_ results: [Result<QueryResult, DatabaseError>]) {
        self.results = results[...]
    }

    mutating func snapshot() throws(DatabaseError) -> CatalogSnapshot {
        _ = try next()  // the search path
        var snapshot = try whose()
        snapshot.roles = try roles()
        snapshot.memberships = try memberships()
        snapshot.settings = try settings()
        snapshot.settingTypes = try settingTypes()
        let databases = try next(), schemas = try next(), relations = try next(), policies = try next()
        let triggers = try next(), functions = try next(), namedObjects = try next()
        let grants = try grants()
        snapshot.databases = try Self.databases(databases, grants)
        snapshot.schemas = try Self.schemas(schemas, grants)
        snapshot.relations = try Self.relations(
            relations, grants, policies: Self.policies(policies), triggers: Self.triggers(triggers))
        snapshot.functions = try Self.functions(functions, grants)
        snapshot.namedObjects = try Self.namedObjects(namedObjects, grants)
        (snapshot.defaultPrivileges, snapshot.defaultLists) = try defaultPrivileges()
        snapshot.systemGrants = try systemGrants()
        snapshot.dependences = try dependences()
        snapshot.otherDatabases = try otherDatabases()
        snapshot.largeObjectMakers = try next().mapRows { row throws(DatabaseError) in
            Grantee(catalogName: try row.decode(String.self, at: 0))
        }
        return snapshot
    }

    private mutating func next() throws(DatabaseError) -> QueryResult {
        guard let result = results.popFirst() else {
            throw DatabaseError(
                .protocolViolation, detail: "the server answered fewer catalogue queries than were sent")
        }
        return try result.get()
    }

    private mutating func whose() throws(DatabaseError) -> CatalogSnapshot {
        guard let row = try next().first else {
            throw DatabaseError(.decoding, detail: "the server did not say its version")
        }
        var snapshot = CatalogSnapshot(serverVersion: try row.decode(Int.self, at: 0))
        snapshot.currentRole = try row.decode(String.self, at: 1)
        return snapshot
    }

    private mutating func roles() throws(DatabaseError) -> [CatalogRole] {
        try next().mapRows { row throws(DatabaseError) in try CatalogRole(row) }
    }

    private mutating func memberships() throws(DatabaseError) -> [RoleMembership] {
        try next().mapRows { row throws(DatabaseError) in try RoleMembership(row) }
    }

    private mutating func settings() throws(DatabaseError) -> [RoleSetting] {
        try next().mapRows { row throws(DatabaseError) in
            RoleSetting(
                role: try row.decode(String?.self, at: 0), database: try row.decode(String?.self, at: 1),
                name: try row.decode(String.self, at: 2).lowercased(), value: try row.decode(String.self, at: 3))
        }
    }

    private mutating func settingTypes() throws(DatabaseError) -> [String: SettingType] {
        var types: [String: SettingType] = [:]
        for row in try next() {
            types[try row.decode(String.self, at: 0)] = SettingType(
                kind: try row.known(SettingType.Kind.self, at: 1), unit: try row.decode(String?.self, at: 2),
                isAnybodys: try row.decode(Bool.self, at: 3))
        }
        return types
    }

    private mutating func grants() throws(DatabaseError) -> [CatalogObjectKey: [Grant]] {
        var grants: [CatalogObjectKey: [Grant]] = [:]
        for row in try next() {
            let key = CatalogObjectKey(kind: try row.decode(String.self, at: 0), oid: try row.decode(Int.self, at: 1))
            let grant = try row.grant(
                at: 3, column: try row.decode(String?.self, at: 2), grantor: try row.decode(String?.self, at: 6))
            grants[key, default: []].append(grant)
        }
        return grants
    }

    private mutating func defaultPrivileges() throws(DatabaseError) -> ([DefaultPrivilege], Set<DefaultPrivilege.List>)
    {
        var privileges: [DefaultPrivilege] = []
        var lists: Set<DefaultPrivilege.List> = []
        for row in try next() {
            let list = DefaultPrivilege.List(
                creator: try row.decode(String.self, at: 0), schema: try row.decode(String?.self, at: 1),
                objects: try row.known(DefaultPrivilege.Objects.self, at: 2))
            lists.insert(list)
            guard try row.decode(String?.self, at: 4) != nil else { continue }
            privileges.append(
                DefaultPrivilege(
                    creator: list.creator, schema: list.schema, objects: list.objects, grant: try row.grant(at: 3)))
        }
        return (privileges, lists)
    }

    private mutating func otherDatabases() throws(DatabaseError) -> [OtherDatabaseDependence] {
        try next().mapRows { row throws(DatabaseError) in
            OtherDatabaseDependence(
                role: try row.decode(String.self, at: 0), database: try row.decode(String.self, at: 1),
                owned: try row.decode(Int.self, at: 2), count: try row.decode(Int.self, at: 3))
        }
    }

    private mutating func systemGrants() throws(DatabaseError) -> [SystemGrant] {
        try next().mapRows { row throws(DatabaseError) in
            SystemGrant(object: try row.decode(String.self, at: 0), grant: try row.grant(at: 1))
        }
    }

    private mutating func dependences() throws(DatabaseError) -> [RoleDependence] {
        try next().mapRows { row throws(DatabaseError) in
            RoleDependence(
                role: try row.decode(String.self, at: 0), isOwner: try row.decode(Bool.self, at: 1),
                object: try row.decode(String.self, at: 2))
        }
    }
}
