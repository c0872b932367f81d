import PostgresDriver

extension RoleMembership {
    /// Reads a row of ``CatalogQuery/membershipColumns``.
    init(_ row: Row) throws(DatabaseError) {
        self.init(
            try row.decode(String.self, at: 0), of: try row.decode(String.self, at: 1),
            inherits: try row.decode(Bool.self, at: 2), maySetRole: try row.decode(Bool.self, at: 3),
            isAdministrator: try row.decode(Bool.self, at: 4), grantor: try row.decode(String.self, at: 5))
    }
}
