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
                list),
            .requiring(.viewVehicleModels, .get, "/api/vehicle-models/{id}", Self.finding, find),
        ]
    }

    private static let finding: Operation = {
        var operation = Operation(
            "getVehicleModel", "One vehicle model",
            answers: [
                AnswerDescription(
                    status: .ok, description: "The model.", schema: .single(VehicleModel.representation.schema))
            ]
        ).problems(.notFound)
        operation.identifier = VehicleModel.idKind.schema
        return operation
    }()

    @Sendable private func find(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        guard let number = context.parameters.get("id", as: Int32.self) else { throw Problem.noResource }
        let model = try await database.readGlobal { session in
            try await models.get(VehicleModel.ID(rawValue: number), in: session)
        }
        return VehicleModel.representation.single(model).response
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
