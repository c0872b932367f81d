import DataAccess
import Hummingbird
import PostgresDriver

/// The catalogue of vehicle models, which belongs to no tenant.
struct VehicleModelRoutes: Sendable {
    let database: Database

    var all: [Route] {
        [
            .requiring(
                .viewVehicleModels, .get, "/api/vehicle-models",
                .list("listVehicleModels", "Vehicle models by make, model and year", VehicleModel.representation)
                    .query(
                        VehicleModelSearch.make.described, VehicleModelSearch.model.described,
                        VehicleModelSearch.year.described),
                list)
        ]
    }

    @Sendable private func list(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        var query = QueryParameters(request.uri.query)
        let search = VehicleModelSearch(&query)
        let page = query.pageRequest()
        try query.validate()
        let (models, total) = try await database.readGlobal { session in
            let total: Int = try await session.query(search.count).first?.decode(at: 0) ?? 0
            return (try await session.query(search.page(page)).map(VehicleModel.init), total)
        }
        return VehicleModel.representation.page(models, Pagination(page, total: total)).response
    }
}
