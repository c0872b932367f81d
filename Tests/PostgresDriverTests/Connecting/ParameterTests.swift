import Testing

@testable import PostgresDriver

@Suite("A parameter of libpq")
struct ParameterTests {
    private func parameters(_ change: (inout ConnectionConfiguration) -> Void) throws -> [String: String] {
        var configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "db.example", port: 5432), database: "d", user: "u")
        change(&configuration)
        try configuration.check()
        return configuration.libpqParameters(
            password: nil, place: .init(endpoint: configuration.endpoint, address: "10.0.0.1"), target: .any)
    }

    @Test("has a rule, whichever this libpq knows")
    func completeness() {
        let unknown = Set(LibpqOptions.variables.keys).subtracting(ParameterRule.all.keys)
        #expect(LibpqOptions.variables.count > 30)
        #expect(unknown == [])
    }

    @Test("that the configuration has no property for is handed on")
    func passed() throws {
        #expect(
            try parameters { $0.parameters = ["ssl_max_protocol_version": "TLSv1.2"] }["ssl_max_protocol_version"]
                == "TLSv1.2")
    }

    @Test(
        "that has a property, or would break the driver, is refused by name",
        arguments: [
            ("host", "endpoint"), ("hostaddr", "hostAddresses"), ("sslmode", "tls"), ("password", "password"),
            ("client_encoding", "UTF-8"), ("replication", "replication"), ("gssencmode", "TLS"),
            ("service", "service"), ("options", "runtimeParameters"), ("nonsense", "nonsense"),
        ])
    func refused(name: String, says: String) {
        let error = #expect(throws: DatabaseError.self) { try parameters { $0.parameters = [name: "value"] } }
        #expect(error?.code == .configuration)
        #expect(error?.detail?.contains(name) == true)
        #expect(error?.detail?.contains(says) == true)
        #expect(error?.description.contains("value") == false)
    }

    @Test("for a peer that is gone is set, and can be changed or left to the system")
    func keepAlive() throws {
        let usual = try parameters { _ in }
        #expect(usual["keepalives_idle"] == "10")
        #expect(usual["keepalives_interval"] == "5")
        #expect(usual["keepalives_count"] == "3")
        #expect(usual["tcp_user_timeout"] == "10000")
        let changed = try parameters {
            $0.keepAlive = .init(idle: .milliseconds(1_500), interval: .zero, count: 0, userTimeout: .milliseconds(250))
        }
        #expect(changed["keepalives_idle"] == "2")
        #expect(changed["keepalives_interval"] == "1")
        #expect(changed["keepalives_count"] == "1")
        #expect(changed["tcp_user_timeout"] == "250")
        let off = try parameters { $0.keepAlive = nil }
        #expect(off["keepalives"] == "0")
        #expect(off["tcp_user_timeout"] == nil)
    }

    @Test(
        "that cannot work is refused before anything is opened",
        arguments: [
            { $0.endpoint = .tcp(host: "a,b", port: 1) }, { $0.endpoint = .tcp(host: "", port: 1) },
            { $0.endpoint = .tcp(host: "a", port: 65_536) }, { $0.alternatives = [.tcp(host: "a", port: 0)] },
            { $0.endpoint = .unixSocket(directory: "run", port: 1) },
            { $0.hostAddresses = ["db": ["1.1.1.1,2.2.2.2"]] },
            { $0.hostAddresses = ["db": ["other"]] }, { $0.database = "a\0b" }, { $0.user = "" },
            { $0.runtimeParameters = ["datestyle": "German"] }, { $0.runtimeParameters = ["a=b -c c": "d"] },
            { $0.runtimeParameters = ["IntervalStyle": "iso_8601"] },
            { $0.runtimeParameters = ["client_encoding": "LATIN1"] },
        ] as [@Sendable (inout ConnectionConfiguration) -> Void])
    func checked(change: @Sendable (inout ConnectionConfiguration) -> Void) {
        let error = #expect(throws: DatabaseError.self) { try parameters(change) }
        #expect(error?.code == .configuration)
    }

    @Test("with the session's settings is left out for a pooler, unless there are settings")
    func optionsInOneShotMode() throws {
        #expect(try parameters { _ in }["options"] == "-c DateStyle=ISO -c IntervalStyle=postgres")
        #expect(try parameters { $0.statementCacheCapacity = 0 }["options"] == nil)
        let withSettings = try parameters {
            $0.statementCacheCapacity = 0
            $0.runtimeParameters = ["statement_timeout": "2s"]
        }
        #expect(withSettings["options"] == "-c DateStyle=ISO -c IntervalStyle=postgres -c statement_timeout=2s")
    }

    @Test("with the session's settings reads back as it was written")
    func options() {
        let settings = ["search_path": "a, b\\c\n", "app.x": "", "statement_timeout": "2s"]
        let text = StartupOptions.text(of: settings)
        let read = StartupOptions.settings(in: text)
        #expect(text.hasPrefix("-c DateStyle=ISO -c IntervalStyle=postgres "))
        #expect(read == settings.merging(["DateStyle": "ISO", "IntervalStyle": "postgres"]) { first, _ in first })
        #expect(StartupOptions.settings(in: "-c") == nil)
        #expect(StartupOptions.settings(in: "-c name") == nil)
        #expect(StartupOptions.settings(in: "--log-statement=all -cx=1") == ["log_statement": "all", "x": "1"])
    }
}
