import DataAccessMacros
import Foundation
import HTTPTypes
import Hummingbird

/// A tenant's vendors.
struct VendorRoutes: Sendable {
    let database: Database
    private var vendors: ResourceRoutes<Vendor> {
        ResourceRoutes(database: database, path: "/api/vendors", name: "Vendor", noun: "a vendor")
    }

    static let search = Parameter(
        "q", .text(1...100), "Stands in the name, the contact's name or the city, in any case.")
    static let mostAtOnce = 500

    var all: [Route] {
        [
            vendors.list(.viewVendors, "", "listVendors", "Vendors by name") { _ in Vendor.byName },
            vendors.list(.viewVendors, "/active", "listActiveVendors", "Active vendors by name") { _ in
                Vendor.byName.where { $0.isActive }
            },
            vendors.list(
                .viewVendors, "/search", "searchVendors", "Vendors in which a text stands", Self.search.described
            ) {
                query in
                query.read(Self.search).map(Vendor.containing) ?? Vendor.byName
            },
            .requiring(.viewVendors, .get, "/api/vendors/stats", VendorStatistics.operation, statistics),
            .requiring(.createVendors, .post, "/api/vendors/bulk", Self.bulk, createMany),
            .requiring(.updateVendors, .post, "/api/vendors/{id}/deactivate", Self.deactivation, deactivate),
        ]
            + vendors.all(
                .init(view: .viewVendors, create: .createVendors, update: .updateVendors, delete: .deleteVendors))
    }

    @Sendable private func deactivate(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        try await vendors.update(try context.id(), request, identity) { _ in Vendor.Changes(isActive: .set(false)) }
    }

    @Sendable private func createMany(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let body = try await JSONBody.read(request)
        let drafts = try Self.drafts.read(body).vendors
        return try await database.create(request, body, for: identity) { session in
            Vendor.representation.list(
                try await vendors.repository.createMany(returning: drafts, in: session), status: .created)
        }.response
    }
}

extension Vendor {
    static let byName = Vendor.order { $0.name }

    /// Vendors in which `text` stands.
    static func containing(_ text: String) -> Select<Vendor> {
        byName.where {
            $0.name.containsIgnoringCase(text) || $0.contactName.containsIgnoringCase(text)
                || $0.city.containsIgnoringCase(text)
        }
    }
}

// MARK: - Operations

extension VendorRoutes {
    struct Bulk: Sendable { var vendors: [Vendor.Draft] = [] }

    static let drafts = Representation<Void, Bulk>(
        "Vendors", from: Bulk(),
        [.required("vendors", .list(of: .input(of: Vendor.representation), 1...mostAtOnce), \.vendors)])

    static let bulk = Operation.createMany("createVendors", "New vendors, all or none", drafts, Vendor.representation)

    static let deactivation = Operation.update("deactivateVendor", "Takes a vendor out of use", Vendor.representation)
}
