import LocalPostgres
import PostgresDriver
import Secrets

/// The server that a command works on, and how each login reaches it.
struct DatabaseServer: Sendable {
    let endpoint: ConnectionConfiguration.Endpoint
    let tls: ConnectionConfiguration.TLS
    /// The application's database.
    let database: String
    /// The private server's superuser; `nil` on an existing server, where nobody asks for it.
    let superuserPassword: Secret?

    /// How a login connects.
    func configuration(user: String, password: Secret?, database: String? = nil) -> ConnectionConfiguration {
        ConnectionConfiguration(
            endpoint: endpoint, database: database ?? self.database, user: user,
            password: { password?.unsafeValue }, tls: tls, applicationName: "dal")
    }
}
