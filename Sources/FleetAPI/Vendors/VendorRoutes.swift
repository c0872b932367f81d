import DataAccess
import Foundation
import HTTPTypes
import Hummingbird
import PostgresDriver

/// A tenant's vendors. One that belongs to another tenant is not found, as if it were not there.
struct VendorRoutes: Sendable {
    let database: Database

    private static let vendor = Vendor.representation

    var all: [Route] {
        let vendor = Self.vendor
        return [
            .requiring(
                .viewVendors, .get, "/api/vendors", .list("listVendors", "Vendors by name", vendor), list),
            .requiring(
                .createVendors, .post, "/api/vendors", .create("createVendor", "A new vendor", vendor), create),
            .requiring(
                .viewVendors, .get, "/api/vendors/{id}", .find("getVendor", "One vendor", vendor), find),
            .requiring(
                .updateVendors, .put, "/api/vendors/{id}",
                .replace("replaceVendor", "All fields of a vendor", vendor), replace),
            .requiring(
                .deleteVendors, .delete, "/api/vendors/{id}", .delete("deleteVendor", "A vendor nothing refers to"),
                delete),
        ]
    }

    @Sendable private func list(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        var query = QueryParameters(request.uri.query)
        let page = query.pageRequest()
        try query.validate()
        let (vendors, total) = try await database.read(for: identity.tenant) { session in
            let total: Int = try await session.query(VendorStatements.count).first?.decode(at: 0) ?? 0
            return (try await session.query(VendorStatements.page(page)).map(Vendor.init), total)
        }
        return Self.vendor.page(vendors, Pagination(page, total: total)).response
    }

    @Sendable private func create(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let body = try await JSONBody.read(request)
        let details = try Self.vendor.read(body)
        return try await database.create(request, body, for: identity) { session in
            let row = try await session.query(VendorStatements.insert(details, tenant: identity.tenant)).first
            guard let vendor = try row.map(Vendor.init) else { throw Problem.internalError }
            return Self.vendor.single(
                vendor, status: .created, version: vendor.version,
                location: "/api/vendors/\(vendor.id.uuidString.lowercased())")
        }.response
    }

    @Sendable private func find(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try context.id()
        let vendor = try await database.read(for: identity.tenant) { session in
            try await session.query(VendorStatements.find(id)).first.map(Vendor.init)
        }
        guard let vendor else { throw Problem.noResource }
        return Self.vendor.single(vendor, version: vendor.version, unless: request.ifNoneMatch)
    }

    @Sendable private func replace(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try context.id()
        let details = try Self.vendor.read(try await JSONBody.read(request))
        let vendor = try await database.write(for: identity.tenant) { session in
            try await Self.check(request.ifMatch, of: id, in: session)
            return try await session.query(VendorStatements.replace(id, with: details)).first.map(Vendor.init)
        }
        guard let vendor else { throw Problem.noResource }
        return Self.vendor.single(vendor, version: vendor.version).response
    }

    @Sendable private func delete(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id = try context.id()
        let deleted = try await database.write(for: identity.tenant) { session in
            try await Self.check(request.ifMatch, of: id, in: session)
            return try await session.execute(VendorStatements.delete(id))
        }
        guard deleted == 1 else { throw Problem.noResource }
        return Response(status: .noContent)
    }

    /// Locks the vendor and holds its version to what the client expects.
    private static func check(
        _ expected: EntityTags?, of id: UUID, in session: Session<Webapp, TenantScope>
    ) async throws {
        guard let expected else { return }
        let version: Int? = try await session.query(VendorStatements.lockedVersion(id)).first?.decode(at: 0)
        try expected.check(version)
    }
}
