import Foundation
import PostgresDriver

/// Looks tenants up as the administrator.
struct Tenants {
    let context: Context
    let server: DatabaseServer

    /// The identifier of a tenant by its name, or the one given when it is an identifier that exists.
    func find(_ nameOrID: String) async throws -> UUID {
        let entries = try await all()
        if let found = entries.first(where: { $0.name == nameOrID || $0.id == UUID(uuidString: nameOrID) }) {
            return found.id
        }
        let names = entries.map(\.name).joined(separator: ", ")
        throw Failure(
            "no tenant \(nameOrID)", advice: names.isEmpty ? "The database has none yet." : "There are: \(names).")
    }

    /// Every tenant by name.
    func all() async throws -> [(id: UUID, name: String)] {
        let tenants = context.project.file.tenants
        let administrator = try context.configuration(as: .admin, on: server)
        let id = try Identifier(tenants.id)
        let name = try Identifier(tenants.name)
        let table = try Identifier(tenants.table)
        let rows = try await PostgresConnection.withConnection(to: administrator) { connection in
            try await connection.query("SELECT \(id)::uuid, \(name)::text FROM \(table) ORDER BY 2")
        }
        return try rows.map { row in try row.decode(UUID.self, String.self) }
    }
}
