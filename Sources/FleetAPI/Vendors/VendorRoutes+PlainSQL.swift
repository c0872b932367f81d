import DataAccess
import Hummingbird
import PostgresDriver

extension VendorRoutes {
    /// A route as it was before there were entities: plain SQL by `database.query`, with the tenant around it. It works
    /// beside the others, until somebody moves it to a session; see the guide on moving routes.
    @Sendable func statistics(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let rows = try await Database.withTenant(identity.tenant) {
            try await database.query(VendorStatistics.statement)
        }
        guard let row = rows.first else { throw Problem.internalError }
        return VendorStatistics.representation.single(try VendorStatistics(row)).response
    }
}
