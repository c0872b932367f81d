/// Everything in a database's catalogue that decides who may do what, as it stood at one moment.
public struct CatalogSnapshot: Sendable {
    /// The server's version as a number: 150007 is 15.7.
    public var serverVersion: Int
    /// The role that read it.
    public var currentRole = ""
    /// Every role of the cluster.
    public var roles: [CatalogRole] = []
    /// Every membership.
    public var memberships: [RoleMembership] = []
    /// Every setting that sessions start with.
    public var settings: [RoleSetting] = []
    /// How values of settings are read, by name in lower case. Those that the reader may not see are missing, and so are
    /// an extension's that is not loaded.
    public var settingTypes: [String: SettingType] = [:]
    /// Every database of the cluster.
    public var databases: [CatalogDatabase] = []
    /// The schemas of this database, without PostgreSQL's own.
    public var schemas: [CatalogSchema] = []
    /// The tables, views and sequences in those schemas.
    public var relations: [CatalogRelation] = []
    /// The functions in those schemas.
    public var functions: [CatalogFunction] = []
    /// Objects that have a list of privileges and nothing else to judge: types, servers, large objects, parameters.
    public var namedObjects: [NamedObject] = []
    /// What future objects will allow.
    public var defaultPrivileges: [DefaultPrivilege] = []
    /// The lists that ``defaultPrivileges`` are from, the empty ones too.
    public var defaultLists: Set<DefaultPrivilege.List> = []
    /// Grants on PostgreSQL's own objects made since the cluster was.
    public var systemGrants: [SystemGrant] = []
    /// Ownership of, and grants on, objects of all other kinds.
    public var dependences: [RoleDependence] = []
    /// What roles own and hold in other databases of the server.
    public var otherDatabases: [OtherDatabaseDependence] = []
    /// Who may make large objects, beside superusers: as PostgreSQL comes, everyone.
    public var largeObjectMakers: [Grantee] = []

    init(serverVersion: Int) {
        self.serverVersion = serverVersion
    }

    /// The role of this name.
    public func role(_ name: String) -> CatalogRole? {
        roles.first { $0.name == name }
    }

    /// The database that the snapshot was taken in.
    public var currentDatabase: CatalogDatabase? {
        databases.first(where: \.isCurrent)
    }

    /// The value of a setting in a new session of `role` in this database, or nil when none is set for it.
    ///
    /// The most particular wins: role and database, then role, then database, then all.
    public func setting(_ name: String, of role: String) -> RoleSetting? {
        let database = currentDatabase?.name
        let order: [(role: String?, database: String?)] = [(role, database), (role, nil), (nil, database), (nil, nil)]
        return order.lazy.compactMap { scope in
            settings.first { $0.name == name && $0.role == scope.role && $0.database == scope.database }
        }.first
    }
}
