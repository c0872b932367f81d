import DataAccessMacros
import Foundation
import HTTPTypes
import Hummingbird

/// The routes every resource of a tenant has. One that belongs to another tenant is not found, as if it were not there.
struct ResourceRoutes<Row: TenantResource>: Sendable {
    let database: Database
    let repository = Repository<Row>()
    /// `/api/vendors`
    let path: String
    /// For the names of operations: `Vendor`.
    let name: String
    /// For their summaries: `a vendor`.
    let noun: String

    /// A page of the rows `select` has, by number or by cursor.
    func list(
        _ request: Request, _ identity: Identity, _ query: inout QueryParameters, of select: Select<Row>
    ) async throws -> Response {
        let position = try query.listPosition()
        try query.validate()
        return try await database.read(for: identity.tenant) { session in
            try await repository.answer(position, of: select, to: request, in: session)
        }.response
    }

    @Sendable func find(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id: Row.ID = try context.id()
        let row = try await database.read(for: identity.tenant) { session in
            try await repository.find(id, in: session)
        }
        guard let row else { throw Problem.noResource }
        return Row.representation.single(row, version: row.version, unless: request.ifNoneMatch)
    }

    @Sendable func create(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let body = try await JSONBody.read(request)
        let draft = try Row.representation.read(body)
        return try await database.create(request, body, for: identity) { session in
            let row = try await repository.create(try await Row.prepared(draft, in: session), in: session)
            return Row.representation.single(
                row, status: .created, version: row.version,
                location: "\(path)/\(row.id.rawValue.uuidString.lowercased())")
        }.response
    }

    @Sendable func replace(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id: Row.ID = try context.id()
        let draft = try Row.representation.read(try await JSONBody.read(request))
        return try await update(id, request, identity) { session in
            Row.replacement(try await Row.prepared(draft, replacing: id, in: session))
        }
    }

    /// Changes a row as `If-Match` allows, and answers with it.
    func update(
        _ id: Row.ID, _ request: Request, _ identity: Identity,
        _ changes: nonisolated(nonsending) (Session<Webapp, TenantScope>) async throws -> Row.Changes
    ) async throws -> Response {
        let row = try await database.write(for: identity.tenant) { session in
            let version = try await expectedVersion(of: id, request.ifMatch, in: session)
            return try await repository.update(id, try await changes(session), version: version, in: session)
        }
        return Row.representation.single(row, version: row.version).response
    }

    @Sendable func delete(
        _ request: Request, _ context: FleetRequestContext, _ identity: Identity
    ) async throws -> Response {
        let id: Row.ID = try context.id()
        try await database.write(for: identity.tenant) { session in
            let version = try await expectedVersion(of: id, request.ifMatch, in: session)
            do throws(DatabaseError) {
                try await repository.delete(id, version: version, in: session)
            } catch {
                throw Problem.deleting(error)
            }
        }
        return Response(status: .noContent)
    }

    /// The version a change is held to; nil for any.
    ///
    /// - Throws: a 412 when it can be none.
    private func expectedVersion(
        of id: Row.ID, _ expected: EntityTags?, in session: Session<Webapp, TenantScope>
    ) async throws -> Int? {
        switch expected {
        case nil, .any?: return nil
        case .versions(let versions)? where versions.count == 1: return versions[0]
        case let expected?:
            let present = try await repository.find(id, in: session)?.version
            try expected.check(present)
            return present
        }
    }
}
