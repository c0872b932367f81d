import DataAccessTesting
import FoundationEssentials
import LocalPostgres
import PostgresDriver
import SwiftASN1
import TestSupport
import X509

/// A server whose certificates and rules of admission a test may change.
final class TLSServer: Sendable {
    // Not structured: it belongs to the whole process, whichever test asks first.
    private static let starting = Task { try await TLSServer() }

    static var shared: TLSServer {
        get async throws { try await starting.value }
    }

    let authority: TestAuthority
    let scratch: Scratch
    private let server: TestServer
    private let settings: String

    private init() async throws {
        server = try await TestServer.start()
        authority = try TestAuthority(named: "own")
        scratch = try Scratch()
        settings = try String(contentsOfFile: "\(server.server.directory)/postgresql.conf", encoding: .utf8)
        try await PostgresConnection.withConnection(to: overSocket) { connection in
            _ = try await connection.query("CREATE ROLE shown LOGIN")
        }
    }

    /// What a client needs to trust it.
    var root: String {
        get throws { try scratch.write(authority.pem, to: "root.crt") }
    }

    var port: Int { server.server.port }

    /// Encryption does not reach this way in, so it stays open whatever a test does.
    private var overSocket: ConnectionConfiguration { server.superuserConfiguration(over: .unixSocket) }

    /// A certificate for the address that the server listens on.
    func valid() throws -> TestAuthority.Signed {
        try authority.sign("server", names: [.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))])
    }

    /// Shows this certificate from now on, and obeys these settings and rules of admission.
    func use(
        _ certificate: TestAuthority.Signed, clientAuthority: TestAuthority? = nil, settings added: String = "",
        access: String = "host all all 127.0.0.1/32 scram-sha-256"
    ) async throws {
        let home = server.server.directory
        let ca = try scratch.write((clientAuthority ?? authority).pem, to: "client-ca.crt")
        try overwrite("\(home)/tls/server.crt", certificate.certificate)
        try overwrite("\(home)/tls/server.key", certificate.privateKey)
        try overwrite("\(home)/postgresql.conf", "\(settings)\nssl_ca_file = '\(ca)'\n\(added)\n")
        try overwrite("\(home)/pg_hba.conf", "local all all scram-sha-256\n\(access)\n")
        let before = try await loadTime()
        try await PostgresConnection.withConnection(to: overSocket) { connection in
            _ = try await connection.query("SELECT pg_reload_conf()")
        }
        try await until { try await loadTime() != before }
    }

    /// Puts a client's certificate and key into files.
    func write(_ signed: TestAuthority.Signed) throws -> ConnectionConfiguration.ClientCertificate {
        let name = "\(UInt64.random(in: 0 ... .max))"
        return .init(
            certificate: try scratch.write(signed.certificate, to: "\(name).crt"),
            privateKey: try scratch.write(signed.privateKey, to: "\(name).key", mode: 0o600))
    }

    /// How a client connects that verifies all it can.
    func configuration(user: String = "postgres") throws -> ConnectionConfiguration {
        let password = server.superuserPassword
        return ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: port), database: "postgres", user: user,
            password: { user == "postgres" ? password : nil }, tls: .verifyFull(rootCertificate: try root))
    }

    /// When the server read its files last, as a new session learns it.
    private func loadTime() async throws -> String? {
        try await PostgresConnection.withConnection(to: overSocket) { connection in
            try await connection.query("SELECT pg_conf_load_time()::text").first?.decode(String.self, at: 0)
        }
    }

    /// Keeps the file's owner and mode, on which the server insists.
    private func overwrite(_ path: String, _ text: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }
}
