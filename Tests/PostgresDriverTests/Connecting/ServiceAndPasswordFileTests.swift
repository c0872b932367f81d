import Testing
import TestSupport

@testable import PostgresDriver

@Suite("A password file")
struct PasswordFileTests {
    private func password(
        in text: String, host: String = "h", port: Int = 5432, database: String = "d", user: String = "u"
    ) -> String? {
        PasswordFile(text).password(for: .tcp(host: host, port: port), database: database, user: user)
    }

    @Test(
        "gives the password of the first line that fits",
        arguments: [
            ("h:5432:d:u:secret", "secret"), ("*:*:*:*:secret", "secret"), ("h:5432:d:other:a\nh:*:*:u:b", "b"),
            ("*:*:*:*:first\nh:5432:d:u:second", "first"), ("# h:5432:d:u:a\n\nh:5432:d:u:b\r\n", "b"),
            (#"h:5432:d:u:a\:b\\c"#, #"a:b\c"#), ("h:5432:d:u:a:b", "a:b"), ("h:5432:d:u: a b ", " a b "),
            ("h:5432:d:u:", ""), ("h:5432:d:u:ü\u{2028}", "ü\u{2028}"), (#"h:5432:d:u:a\"#, #"a\"#),
            ("x:5432:d:u:a", nil), ("h:1:d:u:a", nil), ("h:5432:x:u:a", nil), ("h:5432:d:u", nil), ("", nil),
            (#"\*:5432:d:u:a"#, nil), ("**:5432:d:u:a", nil), ("#h:5432:d:u:a", nil),
        ] as [(String, String?)])
    func lines(text: String, expected: String?) {
        #expect(password(in: text) == expected)
    }

    @Test("escapes colons, backslashes and stars in every field")
    func escapes() {
        #expect(password(in: #"\:\:1:5432:a\:b:c\\d:secret"#, host: "::1", database: "a:b", user: #"c\d"#) == "secret")
        #expect(password(in: #"\*:5432:d:u:secret"#, host: "*") == "secret")
    }

    @Test("knows a Unix socket by its directory, and the usual one as localhost")
    func sockets() {
        let file = PasswordFile("/run/pg:5432:d:u:a\nlocalhost:5432:d:u:b")
        #expect(file.password(for: .unixSocket(directory: "/run/pg", port: 5432), database: "d", user: "u") == "a")
        #expect(
            file.password(for: .unixSocket(directory: "/var/run/postgresql", port: 5432), database: "d", user: "u")
                == "b")
    }

    @Test("that others may read, or that is not there, is refused")
    func refused() throws {
        let scratch = try Scratch()
        let open = try scratch.write("*:*:*:*:secret", to: "open", mode: 0o640)
        let folder = try scratch.makeDirectory("folder")
        for path in [open, folder, scratch.path(of: "missing")] {
            let error = #expect(throws: DatabaseError.self) { try PasswordFile.read(path) }
            #expect(error?.code == .configuration)
            #expect(error?.detail?.contains(path) == true)
        }
        let closed = try PasswordFile.read(try scratch.write("*:*:*:*:secret", to: "closed", mode: 0o600))
        #expect(closed == PasswordFile("*:*:*:*:secret"))
    }
}

@Suite("A service file")
struct ServiceFileTests {
    private func parameters(of service: String, in text: String) throws -> [String: String]? {
        try ServiceFile(text).parameters(of: service, in: "file")
    }

    @Test("gives the parameters of the first section of the name")
    func sections() throws {
        let text = """
            # the servers
            [a]
            host=h1
              port=5433\t
            host=later

            [b]
            options=-c a=b
            password= with blanks
            # [c]
            [a]
            host=other
            """
        #expect(try parameters(of: "a", in: text) == ["host": "h1", "port": "5433"])
        #expect(try parameters(of: "b", in: text) == ["options": "-c a=b", "password": " with blanks"])
        #expect(try parameters(of: "c", in: text) == nil)
        #expect(try parameters(of: "a", in: "[a]\r\nuser=u\r\n") == ["user": "u"])
        #expect(try parameters(of: "a", in: "nonsense\n[a]\n") == [:])
    }

    @Test(
        "with a line that libpq does not know is refused by its number",
        arguments: ["[a]\nhost", "[a]\n=h", "[a]\nnothing=secret", "[a]\nservice=b", "[a]\nhost =h"])
    func refused(text: String) {
        let error = #expect(throws: DatabaseError.self) { try parameters(of: "a", in: text) }
        #expect(error?.code == .configuration)
        #expect(error?.detail?.contains("line 2 of file") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("makes a configuration, as a connection string does")
    func configuration() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("[fleet]\nhost=h1,h2\nuser=u\ndbname=d\nsslmode=require\n", to: "services")
        let configuration = try await ConnectionConfiguration(service: "fleet", file: file)
        #expect(configuration.endpoints == [.tcp(host: "h1", port: 5432), .tcp(host: "h2", port: 5432)])
        #expect(configuration.tls == .required)
        for (service, path) in [("other", file), ("fleet", scratch.path(of: "missing"))] {
            let error = await #expect(throws: DatabaseError.self) {
                try await ConnectionConfiguration(service: service, file: path)
            }
            #expect(error?.code == .configuration)
            #expect(error?.detail?.contains(path) == true)
        }
    }
}
