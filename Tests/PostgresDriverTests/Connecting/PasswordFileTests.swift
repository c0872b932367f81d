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
