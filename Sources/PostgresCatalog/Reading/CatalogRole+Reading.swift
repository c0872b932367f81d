import PostgresDriver

extension CatalogRole {
    /// Reads a row of ``CatalogQuery/roleColumns``.
    init(_ row: Row) throws(DatabaseError) {
        self.init(try row.decode(String.self, at: 0))
        isSuperuser = try row.decode(Bool.self, at: 1)
        createsRoles = try row.decode(Bool.self, at: 2)
        createsDatabases = try row.decode(Bool.self, at: 3)
        mayLogIn = try row.decode(Bool.self, at: 4)
        replicates = try row.decode(Bool.self, at: 5)
        bypassesRowSecurity = try row.decode(Bool.self, at: 6)
        inherits = try row.decode(Bool.self, at: 8)
        let limit = try row.decode(Int.self, at: 7)
        connectionLimit = limit < 0 ? nil : limit
    }
}
