import Testing
import TestSupport

@testable import PostgresDriver

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
