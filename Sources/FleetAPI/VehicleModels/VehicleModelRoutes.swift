import DataAccessMacros
import Hummingbird

/// The catalogue of vehicle models, which belongs to no tenant.
struct VehicleModelRoutes: Sendable {
    let database: Database
    private let models = Repository<VehicleModel>()

    init(database: Database) { self.database = database }

    var all: [Route] {
        [
            .requiring(
                .viewVehicleModels, .get, "/api/vehicle-models",
                .sliceableList(
                    "listVehicleModels", "Vehicle models by make, model and year", VehicleModel.representation
                ).query(
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
        let position = try query.listPosition()
        try query.validate()
        return try await database.readGlobal { session in
            try await models.answer(position, of: search.select, to: request, in: session)
        }.response
    }
}
