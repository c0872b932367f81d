import Foundation
import LocalPostgres
import PostgresDriver
import Secrets

extension Context {
    /// The name under which the private server's superuser password is stored.
    private var superuserSecret: String { PrivateServer.superuser }

    /// Starts the private server, which must not run. The caller holds the instance lock.
    func startPrivateServer(_ progress: Progress) async throws -> PrivateServer {
        let password = try secrets.readOrCreate(superuserSecret) { .randomPassword() }
        let configuration = PrivateServer.Configuration(home: state.path, superuserPassword: password.unsafeValue)
        return try await PrivateServer.start(configuration) { progress.note($0) }
    }

    /// The private server as a command sees it that started it.
    func access(to server: PrivateServer) throws -> DatabaseServer {
        DatabaseServer(
            endpoint: .tcp(host: "127.0.0.1", port: server.port),
            tls: .verifyFull(rootCertificate: server.rootCertificate), database: databaseName,
            superuserPassword: try secrets.read(superuserSecret))
    }

    /// The private server as a command sees it while `dal up` runs it.
    func access(to server: RunFile.Server) throws -> DatabaseServer {
        DatabaseServer(
            endpoint: .tcp(host: server.host, port: server.port),
            tls: .verifyFull(rootCertificate: server.rootCertificate), database: databaseName,
            superuserPassword: try secrets.read(superuserSecret))
    }

    /// The existing server that `DB_HOST` names, if it does.
    var existingServer: DatabaseServer? {
        settings.existing.map {
            DatabaseServer(endpoint: $0.endpoint, tls: $0.tls, database: databaseName, superuserPassword: nil)
        }
    }
}
