import Foundation
import Migrations
import PostgresDriver
import Secrets

/// What only the private server's superuser does: `bootstrap.sql` once, and the administrator's first password.
struct Bootstrap {
    let context: Context
    let server: DatabaseServer

    /// - Returns: Whether the administrator was made; `false` when it was there, or somebody else's superuser is needed.
    func run() async throws -> Bool {
        guard let superuser = server.superuserPassword else { return false }
        let configuration = server.configuration(user: "postgres", password: superuser, database: "postgres")
        return try await PostgresConnection.withConnection(to: configuration) { connection in
            guard try await !exists(context.login(of: .admin), on: connection) else { return false }
            try await SQLScript.load(context.project.path(context.project.file.database.bootstrap)).run(on: connection)
            return true
        }
    }

    private func exists(_ role: String, on connection: PostgresConnection) async throws -> Bool {
        try await connection.query("SELECT 1 FROM pg_roles WHERE rolname = \(role)").count == 1
    }
}
