import Foundation
import Migrations
import PostgresDriver
import Secrets

/// What only the private server's superuser does: `bootstrap.sql` once, and the administrator's first password.
struct Bootstrap {
    let context: Context
    let server: DatabaseServer

    /// - Returns: What was done; `nil` when nothing was to be.
    func run() async throws -> String? {
        guard let superuser = server.superuserPassword else { return nil }
        let connection = try await PostgresConnection.connect(
            to: server.configuration(user: "postgres", password: superuser, database: "postgres"))
        let administrator = context.login(of: .admin)
        guard try await !exists(administrator, on: connection) else {
            await connection.close()
            return nil
        }
        try await SQLScript.load(context.project.path(context.project.file.database.bootstrap)).run(on: connection)
        await connection.close()
        return "bootstrap: administrator \(administrator) made by the superuser, who is not needed again"
    }

    private func exists(_ role: String, on connection: PostgresConnection) async throws -> Bool {
        try await connection.query("SELECT 1 FROM pg_roles WHERE rolname = \(role)").count == 1
    }
}
