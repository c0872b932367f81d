import PostgresDriver

/// Makes a snapshot of the answers to the catalogue queries, taken in the order in which they were sent.
struct CatalogReader {
    private var results: ArraySlice<Result<QueryResult, DatabaseError>>

    init(_ results: [Result<QueryResult, DatabaseError>]) {
        self.results = results[...]
    }

    mutating func snapshot() throws(DatabaseError) -> CatalogSnapshot {
        _ = try next()  // BEGIN
        var snapshot = CatalogSnapshot(serverVersion: try version())
        snapshot.roles = try roles()
        snapshot.memberships = try memberships()
        snapshot.settings = try settings()
        let databases = try next(), schemas = try next(), relations = try next(), policies = try next()
        let functions = try next()
        let grants = try grants()
        snapshot.databases = try Self.databases(databases, grants)
        snapshot.schemas = try Self.schemas(schemas, grants)
        snapshot.relations = try Self.relations(relations, grants, policies: Self.policies(policies))
        snapshot.functions = try Self.functions(functions, grants)
        snapshot.defaultPrivileges = try defaultPrivileges()
        snapshot.systemGrants = try systemGrants()
        snapshot.dependences = try dependences()
        _ = try next()  // COMMIT
        return snapshot
    }

    private mutating func next() throws(DatabaseError) -> QueryResult {
        guard let result = results.popFirst() else {
            throw DatabaseError(
                .protocolViolation, detail: "the server answered fewer catalogue queries than were sent")
        }
        return try result.get()
    }

    private mutating func version() throws(DatabaseError) -> Int {
        guard let row = try next().first else {
            throw DatabaseError(.decoding, detail: "the server did not say its version")
        }
        return try row.decode(Int.self, at: 0)
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
                name: try row.decode(String.self, at: 2), value: try row.decode(String.self, at: 3))
        }
    }

    private mutating func grants() throws(DatabaseError) -> [CatalogObjectKey: [Grant]] {
        var grants: [CatalogObjectKey: [Grant]] = [:]
        for row in try next() {
            let key = CatalogObjectKey(kind: try row.decode(String.self, at: 0), oid: try row.decode(Int.self, at: 1))
            grants[key, default: []].append(try row.grant(at: 3, column: try row.decode(String?.self, at: 2)))
        }
        return grants
    }

    private mutating func defaultPrivileges() throws(DatabaseError) -> [DefaultPrivilege] {
        try next().mapRows { row throws(DatabaseError) in
            DefaultPrivilege(
                creator: try row.decode(String.self, at: 0), schema: try row.decode(String?.self, at: 1),
                objects: try row.known(DefaultPrivilege.Objects.self, at: 2), grant: try row.grant(at: 3))
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
