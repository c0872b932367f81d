import PostgresDriver
import Testing
import TestSupport

@testable import LocalPostgres

let password = "a password to be found nowhere"

extension PrivateServer.Configuration {
    /// A server with lasting data in a scratch directory, started as quickly as one without.
    static func lasting(in scratch: Scratch, port: Int? = nil) -> Self {
        Self(home: scratch.path(of: "home"), port: port, superuserPassword: password, settings: ["fsync": "off"])
    }
}

extension PrivateServer {
    /// The single value that a statement answers with.
    @discardableResult
    func run(
        _ sql: SQL, as password: String = password, over transport: Transport = .tcp
    ) async throws -> String? {
        let configuration = connection(password: { password }, over: transport)
        return try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query(sql).first?.decode(String?.self, at: 0)
        }
    }
}
