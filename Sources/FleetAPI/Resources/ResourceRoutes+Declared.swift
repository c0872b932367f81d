import DataAccessMacros
import HTTPTypes
import Hummingbird

extension ResourceRoutes {
    /// Who may do what.
    struct Permissions: Sendable {
        var view: Permission
        var create: Permission
        var update: Permission
        var delete: Permission
    }

    /// Get, create, replace and delete.
    func all(_ permissions: Permissions) -> [Route] {
        let resource = Row.representation
        let one = "\(path)/{id}"
        return [
            .requiring(
                permissions.view, .get, one, .find("get\(name)", "Get \(noun)", resource), find),
            .requiring(
                permissions.create, .post, path,
                .create("create\(name)", "Create \(noun)", resource), create),
            .requiring(
                permissions.update, .put, one,
                .replace("replace\(name)", "Replace all fields of \(noun)", resource), replace),
            .requiring(
                permissions.delete, .delete, one,
                .delete("delete\(name)", "Delete \(noun) that nothing refers to"), delete),
        ]
    }

    /// A list, by number or by cursor.
    ///
    /// - Parameters:
    ///   - suffix: what follows the resource's own path: `/active`, or nothing.
    ///   - parameters: beside those of the page.
    ///   - select: what is listed, and in which order; it reads its own parameters.
    func list(
        _ permission: Permission, _ suffix: String, _ id: String, _ summary: String,
        _ parameters: ParameterDescription...,
        of select: @escaping @Sendable (inout QueryParameters) -> Select<Row>
    ) -> Route {
        var operation = Operation.sliceableList(id, summary, Row.representation)
        operation.query += parameters
        return .requiring(permission, .get, path + suffix, operation) { request, _, identity in
            var query = QueryParameters(request.uri.query)
            let selected = select(&query)
            return try await list(request, identity, &query, of: selected)
        }
    }

    /// A list of what belongs to a row of another table, by number or by cursor. One of another tenant's is not found.
    ///
    /// - Parameter path: has the other row's `{id}`.
    func list<Parent: TenantResource>(
        _ permission: Permission, under parent: Parent.Type, _ path: String, _ id: String, _ summary: String,
        of select: @escaping @Sendable (Parent.ID) -> Select<Row>
    ) -> Route {
        let operation = Operation.sliceableList(id, summary, Row.representation).problems(.notFound)
        return .requiring(permission, .get, path, operation) { request, context, identity in
            let id: Parent.ID = try context.id()
            var query = QueryParameters(request.uri.query)
            let position = try query.listPosition()
            try query.validate()
            return try await database.read(for: identity.tenant) { session in
                _ = try await Repository<Parent>().get(id, in: session)
                return try await repository.answer(position, of: select(id), to: request, in: session)
            }.response
        }
    }
}
