import PostgresDriver
import Testing

@testable import DataAccess

@Suite("What keeps the application from serving")
struct StartupCheckTests {
    @Test("nothing, when every login is itself and encrypted")
    func nothing() {
        #expect(problems().isEmpty)
    }

    @Test("a login that works as somebody else")
    func wrongUser() {
        #expect(
            problems(webapp: session("fleetadmin")).contains { $0.hasPrefix("webapp: the login w works as fleetadmin") }
        )
    }

    @Test("two pools that are one user to the server, the admin pool included")
    func sharedUser() {
        #expect(
            problems(readonly: session("w")) == [
                "readonly: the login r works as w: ALTER ROLE r RESET role, or look at what the pooler signs in as",
                "webapp and readonly: the server knows both as w: give every pool a login of its own",
            ])
        #expect(problems(webapp: session("a")).last?.hasPrefix("admin and webapp: the server knows both as a") == true)
    }

    @Test("TLS that is demanded and absent; where it is not demanded it may be absent")
    func plainText() {
        let plain = session("w", isEncrypted: false)
        #expect(problems(webapp: plain).map { $0.prefix(42) } == ["webapp: the connection is not encrypted: s"])
        #expect(problems(webapp: plain, demandsEncryption: false).isEmpty)
    }

    @Test("a login that cannot be used, each by its own error; not a bad admin login")
    func unusable() {
        let refused = Result<LoginSession, DatabaseError>.failure(DatabaseError(.authenticationFailed))
        #expect(problems(webapp: refused, readonly: refused).map { $0.prefix(9) } == ["webapp: t", "readonly:"])
        #expect(problems(admin: refused).isEmpty)
    }

    @Test("TLS is demanded over TCP as configured, and never on a Unix socket, which does not leave the machine")
    func demandsEncryption() {
        func demands(_ endpoint: ConnectionConfiguration.Endpoint, _ tls: ConnectionConfiguration.TLS) -> Bool {
            let login = PoolConfiguration(user: "w", maximum: 1)
            return DatabaseConfiguration(
                endpoint: endpoint, database: "d", tls: tls, admin: nil, webapp: login, readonly: login
            ).demandsEncryption
        }
        let tcp = ConnectionConfiguration.Endpoint.tcp(host: "db", port: 5432)
        #expect(demands(tcp, .verifyFull(rootCertificate: nil)))
        #expect(demands(tcp, .required))
        #expect(!demands(tcp, .disabled))
        #expect(!demands(.unixSocket(directory: "/run", port: 5432), .verifyFull(rootCertificate: nil)))
    }

    private func session(_ user: String, isEncrypted: Bool = true) -> Result<LoginSession, DatabaseError> {
        .success(LoginSession(user: user, isEncrypted: isEncrypted))
    }

    private func problems(
        admin: Result<LoginSession, DatabaseError>? = nil, webapp: Result<LoginSession, DatabaseError>? = nil,
        readonly: Result<LoginSession, DatabaseError>? = nil, demandsEncryption: Bool = true
    ) -> [String] {
        StartupCheck(
            pools: [
                .init(name: .admin, user: "a", session: admin ?? session("a")),
                .init(name: .webapp, user: "w", session: webapp ?? session("w")),
                .init(name: .readonly, user: "r", session: readonly ?? session("r")),
            ], demandsEncryption: demandsEncryption
        ).problems
    }
}
