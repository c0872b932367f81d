import DataAccess
import Foundation
import HTTPTypes
import Hummingbird
import PostgresDriver

/// A tenant's vendors. One that belongs to another tenant is not found, as if it were not there.
struct VendorRoutes: Sendable {
    let database: Database

    var all: [Route] {
        [
            .requiring(.viewVendors, .get, "/api/vendors", list),
            .requiring(.createVendors, .post, "/api/vendors", create),
            .requiring(.viewVendors, .get, "/api/vendors/{id}", find),
            .requiring(.updateVendors, .put, "/api/vendors/{id}", replace),
            .requiring(.deleteVendors, .delete, "/api/vendors/{id}", delete),
        ]
    }

    @Sendable private func list(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        var query = QueryParameters(request.uri.query)
        let page = query.pageRequest()
        try query.validate()
        let answer = try await database.read(for: identity.tenant) { session in
            let total: Int = try await session.query(VendorStatements.count).first?.decode(at: 0) ?? 0
            let vendors = try await session.query(VendorStatements.page(page)).map(Vendor.init)
            return Page(data: vendors, pagination: Pagination(page, total: total))
        }
        return try JSONAnswer.response(answer)
    }

    @Sendable private func create(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let details = try VendorDetails(try await JSONBody.read(request))
        let vendor = try await database.write(for: identity.tenant) { session in
            try await session.query(VendorStatements.insert(details, tenant: identity.tenant)).first.map(Vendor.init)
        }
        guard let vendor else { throw Problem.internalError }
        let location = "/api/vendors/\(vendor.id.uuidString.lowercased())"
        return try JSONAnswer.response(Single(data: vendor), status: .created, headers: [.location: location])
    }

    @Sendable private func find(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try id(context)
        let vendor = try await database.read(for: identity.tenant) { session in
            try await session.query(VendorStatements.find(id)).first.map(Vendor.init)
        }
        guard let vendor else { throw Self.notFound }
        return try JSONAnswer.response(Single(data: vendor))
    }

    @Sendable private func replace(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try id(context)
        let details = try VendorDetails(try await JSONBody.read(request))
        let vendor = try await database.write(for: identity.tenant) { session in
            try await session.query(VendorStatements.replace(id, with: details)).first.map(Vendor.init)
        }
        guard let vendor else { throw Self.notFound }
        return try JSONAnswer.response(Single(data: vendor))
    }

    @Sendable private func delete(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try id(context)
        let deleted = try await database.write(for: identity.tenant) { session in
            try await session.execute(VendorStatements.delete(id))
        }
        guard deleted == 1 else { throw Self.notFound }
        return Response(status: .noContent)
    }

    /// What is no UUID names no vendor either.
    private func id(_ context: FleetRequestContext) throws(Problem) -> UUID {
        guard let id = context.parameters.get("id", as: UUID.self) else { throw Self.notFound }
        return id
    }

    private static let notFound = Problem.notFound("No vendor of this tenant has this id.")
}
