import Foundation
import Secrets
import Testing

@testable import dal

@Suite("The file of a login's password")
struct LoginSecretTests {
    @Test("is the login's own name where that can be a file's", arguments: ["fleet_webapp_user", "app-2", "a.b"])
    func plain(login: String) {
        #expect(LoginSecret.name(of: login) == login)
    }

    @Test("is each login's own, whatever PostgreSQL lets it be called, and can always be stored")
    func others() throws {
        let logins = [
            "we'b user", "we\"b user", "we_b_user", "Über", "über", "../x", "..", ".hidden", "a/b", "a\nb", "",
            String(repeating: "é", count: 31), String(repeating: "a", count: 300),
        ]
        let names = logins.map(LoginSecret.name)
        #expect(Set(names).count == logins.count)
        let folder = FileManager.default.temporaryDirectory.appending(path: "dal-secrets-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let secrets = SecretDirectory(path: folder)
        for name in names { try secrets.write(Secret("x\(name)"), named: name) }
        for name in names { #expect(try secrets.read(name)?.unsafeValue == "x\(name)") }
    }
}
