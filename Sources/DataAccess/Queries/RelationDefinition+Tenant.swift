import FoundationEssentials
import PostgresDriver

extension RelationDefinition {
    /// The column that says whose a row is, and what it is set to; nil when rows belong to nobody.
    ///
    /// - Throws: `.tenantMissing` when a row has to be somebody's, and there is nobody.
    func owner(_ tenant: TenantID?) throws(DatabaseError) -> (column: String, tenant: UUID)? {
        guard let tenantColumn else { return nil }
        guard let tenant else {
            throw DatabaseError(
                .tenantMissing, detail: "each row of \(name) belongs to a tenant: write it in a session of one")
        }
        return (tenantColumn, tenant.rawValue)
    }
}
