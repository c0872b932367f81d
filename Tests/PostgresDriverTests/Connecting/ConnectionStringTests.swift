import PostgresDriver
import Testing

@Suite("A connection string")
struct ConnectionStringTests {
    typealias Endpoint = ConnectionConfiguration.Endpoint

    @Test(
        "says where the servers are",
        arguments: [
            ("postgresql://u@h/d", [Endpoint.tcp(host: "h", port: 5432)]),
            ("postgres://u@h:6543/d", [.tcp(host: "h", port: 6543)]),
            (
                "postgresql://u@h1:1,h2,h3:3/d",
                [
                    .tcp(host: "h1", port: 1), .tcp(host: "h2", port: 5432), .tcp(host: "h3", port: 3),
                ]
            ),
            ("postgresql://u@[::1]:6543/d", [.tcp(host: "::1", port: 6543)]),
            ("postgresql://u@%2Frun%2Fpg/d", [.unixSocket(directory: "/run/pg", port: 5432)]),
            ("postgresql:///d?user=u&host=/run/pg&port=9", [.unixSocket(directory: "/run/pg", port: 9)]),
            (
                "user=u dbname=d host=h1,/run/pg,h2 port=7",
                [
                    .tcp(host: "h1", port: 7), .unixSocket(directory: "/run/pg", port: 7), .tcp(host: "h2", port: 7),
                ]
            ),
            ("user=u hostaddr=10.0.0.1", [.tcp(host: "10.0.0.1", port: 5432)]),
            ("user=u", [.unixSocket(directory: "/var/run/postgresql", port: 5432)]),
        ])
    func places(text: String, endpoints: [Endpoint]) throws {
        #expect(try ConnectionConfiguration(connectionString: text).endpoints == endpoints)
    }

    @Test("keeps the addresses of its hosts apart from their names")
    func hostAddresses() throws {
        let configuration = try ConnectionConfiguration(
            connectionString: "user=u host=db1.example,db2.example hostaddr=10.0.0.1,10.0.0.2")
        #expect(configuration.endpoints.map(\.self).count == 2)
        #expect(configuration.hostAddresses == ["db1.example": ["10.0.0.1"], "db2.example": ["10.0.0.2"]])
    }

    @Test("may escape every part of a URI")
    func escapes() async throws {
        let configuration = try ConnectionConfiguration(
            connectionString: "postgresql://us%40er:p%3Aa%2Fs%25@h/d%20b?application_name=a%26b")
        #expect(configuration.user == "us@er")
        #expect(configuration.database == "d b")
        #expect(configuration.applicationName == "a&b")
        #expect(try await configuration.password() == "p:a/s%")
    }

    @Test("may quote a value")
    func quotes() async throws {
        let configuration = try ConnectionConfiguration(
            connectionString: #"user = 'a b' password='it\'s \\ me' host=h"#)
        #expect(configuration.user == "a b")
        #expect(configuration.database == "a b")
        #expect(try await configuration.password() == #"it's \ me"#)
    }

    @Test(
        "says how the connection is secured",
        arguments: [
            ("", ConnectionConfiguration.TLS.verifyFull(rootCertificate: nil)),
            ("sslrootcert=/r", .verifyFull(rootCertificate: "/r")),
            ("sslmode=verify-full sslrootcert=system", .verifyFull(rootCertificate: nil)),
            ("sslmode=verify-ca sslrootcert=/r", .verifyCA(rootCertificate: "/r")),
            ("sslmode=require", .required),
            ("sslmode=require sslrootcert=/r", .verifyCA(rootCertificate: "/r")),
            ("sslmode=disable", .disabled),
        ])
    func tls(text: String, tls: ConnectionConfiguration.TLS) throws {
        #expect(try ConnectionConfiguration(connectionString: "user=u host=h \(text)").tls == tls)
    }

    @Test("says the rest of encryption")
    func tlsOptions() throws {
        let configuration = try ConnectionConfiguration(
            connectionString: """
                user=u host=h sslcert=/c sslkey=/k sslpassword=s sslcrl=/l ssl_min_protocol_version=TLSv1.3 \
                channel_binding=require
                """)
        #expect(
            configuration.tlsOptions
                == .init(
                    minimumVersion: .tls13,
                    clientCertificate: .init(certificate: "/c", privateKey: "/k", privateKeyPassword: "s"),
                    revocationList: "/l", channelBinding: .required))
        #expect(!"\(configuration.tlsOptions)".contains("privateKeyPassword"))
    }

    @Test("says what else libpq knows")
    func rest() throws {
        let configuration = try ConnectionConfiguration(
            connectionString: """
                user=u host=h connect_timeout=7 target_session_attrs=prefer-standby keepalives_idle=20 \
                tcp_user_timeout=3000 passfile=/p fallback_application_name=app client_encoding=UTF8 krbsrvname=pg \
                options='-c statement_timeout=2s --search_path=a,\\\\ b' replication=off gssencmode=disable
                """)
        #expect(configuration.connectTimeout == .seconds(7))
        #expect(configuration.sessionTarget == .preferStandby)
        #expect(configuration.keepAlive == .init(idle: .seconds(20), userTimeout: .seconds(3)))
        #expect(configuration.passwordFile == "/p")
        #expect(configuration.applicationName == "app")
        #expect(configuration.runtimeParameters == ["statement_timeout": "2s", "search_path": "a, b"])
        #expect(configuration.parameters == ["krbsrvname": "pg"])
        let silent = try ConnectionConfiguration(connectionString: "user=u host=h keepalives=0")
        #expect(silent.keepAlive == nil)
    }

    @Test(
        "that cannot be followed is refused, by the parameter's name and without its value",
        arguments: [
            ("host=h", "user"), ("user=u sslmode=prefer", "sslmode"), ("user=u sslmode=allow", "sslmode"),
            ("user=u host=h hostaddr=1.1.1.1,1.1.1.2", "hostaddr"),
            ("user=u host=h,h hostaddr=1.1.1.1,1.1.1.2", "hostaddr"),
            ("user=u host=a,b,c port=1,2", "port"), ("user=u port=secret", "port"), ("user=u host=h port=0", "port"),
            ("user=u sslcert=/c", "sslcert"), ("user=u sslkey=/c", "sslkey"),
            ("user=u ssl_min_protocol_version=TLSv1", "ssl_min_protocol_version"),
            ("user=u client_encoding=LATIN1", "client_encoding"), ("user=u replication=database", "replication"),
            ("user=u gssencmode=require", "gssencmode"), ("user=u sslcompression=1", "sslcompression"),
            ("user=u connect_timeout=0", "connect_timeout"), ("user=u options=-B1", "options"),
            ("user=u options='-c DateStyle=German'", "DateStyle"), ("user=u service=secret", "service"),
            ("user=u target_session_attrs=secret", "target_session_attrs"),
            ("user=u sslmode=disable channel_binding=require host=h", "channel binding"),
            ("user=u secret", "="), ("user=u password='secret", "quote"), ("user=u nothing=secret", "no parameter"),
            ("postgresql://u:secret@h:x/d", "not"), ("postgresql://u:secret%zz@h/d", "percent"),
            ("postgresql://u:secret@h/d?nothing=secret", "no parameter"), ("postgresql://u:secret@[h/d", "bracket"),
        ])
    func refused(text: String, names: String) {
        let error = #expect(throws: DatabaseError.self) { try ConnectionConfiguration(connectionString: text) }
        #expect(error?.code == .configuration)
        #expect(error?.detail?.contains(names) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("secret") == false)
        #expect(error?.serverMessage == nil)
    }
}
