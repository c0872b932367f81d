import FoundationEssentials
import PostgresDriver
import SwiftASN1
import Testing
import TestSupport
import X509

/// One server, whose certificate is changed by each test in turn.
@Suite("Connecting with TLS", .serialized, .timeLimit(.minutes(2)))
struct TLSConnectingTests {
    typealias ClientCertificate = ConnectionConfiguration.ClientCertificate

    private func failure(_ configuration: ConnectionConfiguration) async -> DatabaseError? {
        await #expect(throws: DatabaseError.self) {
            try await PostgresConnection.withConnection(to: configuration) { _ in }
        }
    }

    private func isEncrypted(_ configuration: ConnectionConfiguration) async throws -> Bool {
        try await PostgresConnection.withConnection(to: configuration) { $0.isEncrypted }
    }

    @Test("accepts the right certificate, however much of it is verified")
    func accepted() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid())
        var configuration = try server.configuration()
        let root = try server.root
        for tls in [.required, .verifyCA(rootCertificate: root), .verifyFull(rootCertificate: root)]
            as [ConnectionConfiguration.TLS]
        {
            configuration.tls = tls
            #expect(try await isEncrypted(configuration))
        }
        configuration.tls = .disabled
        #expect(try await !isEncrypted(configuration))
    }

    @Test(
        "refuses a certificate of another authority, even of the same name, unless nothing is to be verified",
        arguments: ["own", "other"])
    func otherAuthority(name: String) async throws {
        let server = try await TLSServer.shared
        let address = GeneralName.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
        try await server.use(TestAuthority(named: name).sign("server", names: [address]))
        var configuration = try server.configuration()
        let root = try server.root
        for tls in [.verifyCA(rootCertificate: root), .verifyFull(rootCertificate: root)]
            as [ConnectionConfiguration.TLS]
        {
            configuration.tls = tls
            let error = await failure(configuration)
            #expect(error?.code == .connectionFailed)
            #expect(error?.detail?.contains("the server's certificate was not accepted: its authority") == true)
        }
        configuration.tls = .required
        #expect(try await isEncrypted(configuration))
    }

    @Test("refuses a certificate for another host only where the name is to be verified")
    func otherHost() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.authority.sign("other.example", names: [.dnsName("other.example")]))
        var configuration = try server.configuration()
        let error = await failure(configuration)
        #expect(error?.code == .connectionFailed)
        #expect(error?.detail?.contains("the server's certificate was not accepted: it is for another host") == true)
        configuration.tls = .verifyCA(rootCertificate: try server.root)
        #expect(try await isEncrypted(configuration))
        // The same server under the name in its certificate, without asking anybody where that is.
        configuration.tls = .verifyFull(rootCertificate: try server.root)
        configuration.hostAddresses = ["other.example": ["127.0.0.1"]]
        configuration.endpoint = .tcp(host: "other.example", port: server.port)
        #expect(try await isEncrypted(configuration))
    }

    @Test("refuses an expired certificate")
    func expired() async throws {
        let server = try await TLSServer.shared
        let address = GeneralName.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
        try await server.use(
            server.authority.sign("server", names: [address], expires: Date(timeIntervalSinceNow: -60)))
        let error = await failure(try server.configuration())
        #expect(error?.code == .connectionFailed)
        #expect(error?.detail?.contains("the server's certificate was not accepted") == true)
    }

    @Test("refuses a revoked certificate, and a list that cannot be read")
    func revoked() async throws {
        let server = try await TLSServer.shared
        let valid = try server.valid()
        try await server.use(valid)
        var configuration = try server.configuration()
        configuration.tlsOptions.revocationList = try server.scratch.write(
            server.authority.revoking([.init()]), to: "others.crl")
        #expect(try await isEncrypted(configuration))
        configuration.tlsOptions.revocationList = try server.scratch.write(
            server.authority.revoking([valid.serialNumber]), to: "own.crl")
        let revoked = await failure(configuration)
        #expect(revoked?.detail?.contains("the server's certificate was not accepted") == true)
        for path in [server.scratch.path(of: "missing.crl"), try server.scratch.write("nothing", to: "bad.crl")] {
            configuration.tlsOptions.revocationList = path
            let error = await failure(configuration)
            #expect(error?.code == .configuration)
            #expect(error?.detail?.contains(path) == true)
        }
    }

    @Test("refuses a server that has no version new enough")
    func minimumVersion() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid(), settings: "ssl_max_protocol_version = 'TLSv1.2'")
        var configuration = try server.configuration()
        #expect(try await isEncrypted(configuration))
        configuration.tlsOptions.minimumVersion = .tls13
        let error = await failure(configuration)
        #expect(error?.code == .connectionFailed)
        #expect(error?.detail?.contains("no version of TLS in common") == true)
    }

    @Test("refuses a server without encryption")
    func notOffered() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid(), settings: "ssl = off")
        var configuration = try server.configuration()
        configuration.tls = .required
        let error = await failure(configuration)
        #expect(error?.code == .connectionFailed)
        #expect(error?.detail?.contains("the server offers no encryption") == true)
    }

    @Test("can insist that the login is bound to the connection")
    func channelBinding() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid())
        var configuration = try server.configuration()
        configuration.tlsOptions.channelBinding = .required
        #expect(try await isEncrypted(configuration))
        try await server.use(server.valid(), access: "hostssl all all 127.0.0.1/32 password")
        let error = await failure(configuration)
        #expect(error?.detail?.contains("does not bind the login") == true)
    }

    @Test("signs in with a client certificate of the login's name, and with no other")
    func clientCertificate() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid(), access: "hostssl all shown 127.0.0.1/32 cert")
        var configuration = try server.configuration(user: "shown")
        configuration.tlsOptions.clientCertificate = try server.write(server.authority.sign("shown"))
        let user = try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query("SELECT current_user::text").first?.decode(String.self, at: 0)
        }
        #expect(user == "shown")
        configuration.tlsOptions.clientCertificate = try server.write(server.authority.sign("other"))
        let other = await failure(configuration)
        #expect(other?.code == .authenticationFailed)
        #expect(other?.sqlState == .invalidAuthorizationSpecification)
        configuration.tlsOptions.clientCertificate = nil
        let missing = await failure(configuration)
        #expect(missing?.code == .authenticationFailed)
        for name in ["own", "other"] {
            configuration.tlsOptions.clientCertificate = try server.write(
                TestAuthority(named: name).sign("shown"))
            let stranger = await failure(configuration)
            #expect(stranger?.code == .connectionFailed)
            #expect(stranger?.detail?.contains("the server did not accept the client certificate") == true)
        }
    }

    @Test("says which file of the client certificate cannot be used")
    func clientFiles() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid())
        var configuration = try server.configuration()
        let good = try server.write(server.authority.sign("postgres"))
        let open = try server.scratch.write(server.authority.sign("x").privateKey, to: "open.key", mode: 0o644)
        let missing = server.scratch.path(of: "missing.pem")
        for (certificate, key, named) in [
            (good.certificate, open, open), (good.certificate, missing, missing), (missing, good.privateKey, missing),
        ] {
            configuration.tlsOptions.clientCertificate = ClientCertificate(certificate: certificate, privateKey: key)
            let error = await failure(configuration)
            #expect(error?.code == .configuration)
            #expect(error?.detail?.contains(named) == true)
        }
        let others = try server.scratch.write(server.authority.sign("x").privateKey, to: "others.key", mode: 0o600)
        configuration.tlsOptions.clientCertificate = ClientCertificate(
            certificate: good.certificate, privateKey: others)
        let mismatch = await failure(configuration)
        #expect(mismatch?.detail?.contains("do not belong together") == true)
    }
}
