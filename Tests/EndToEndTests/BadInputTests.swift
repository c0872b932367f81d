import Foundation
import Glibc
import ProcessSupervision
import TestSupport
import Testing

@Suite("dal up, given something it cannot work with, says so and leaves everything as it was", .timeLimit(.minutes(5)))
struct BadInputTests {
    @Test("a port that is taken")
    func portTaken() async throws {
        let workplace = try Workplace()
        let taken = try Listener()
        let result = try await workplace.dal("up", "--port", "\(taken.port)")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("port \(taken.port) cannot be used"))
        #expect(!FileManager.default.fileExists(atPath: workplace.state.path))
    }

    @Test("a cluster of another major version")
    func otherVersion() async throws {
        let workplace = try await Workplace.provisioned()
        let version = workplace.state.appending(path: "postgres/data/PG_VERSION")
        try Data("9\n".utf8).write(to: version)
        let result = try await workplace.dal("up", "--port", "0")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("was made by PostgreSQL 9"), "\(result.errors)")
        #expect(try String(contentsOf: version, encoding: .utf8) == "9\n")
    }

    @Test("a superuser's password that is not the cluster's")
    func wrongPassword() async throws {
        let workplace = try await Workplace.provisioned()
        let secret = workplace.state.appending(path: "secrets/postgres")
        try overwrite(secret, with: "not-the-password-of-this-cluster-1234567")
        let result = try await workplace.dal("up", "--port", "0")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("were made with another superuser password"), "\(result.errors)")
        #expect(!result.errors.contains("not-the-password"))
    }

    @Test("secrets that others may read")
    func openSecrets() async throws {
        let workplace = try await Workplace.provisioned()
        let secret = workplace.state.appending(path: "secrets/fleetadmin")
        chmod(secret.path, 0o644)
        let result = try await workplace.dal("up", "--port", "0")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains(secret.path), "\(result.errors)")
    }

    @Test("an existing server that is not PostgreSQL")
    func notPostgreSQL() async throws {
        let workplace = try Workplace()
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let result = try await workplace.dal(
            "migrate", "status",
            environment: ["DB_HOST": "127.0.0.1", "DB_PORT": "\(run.port)", "DB_ADMIN_PASSWORD": "x"])
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("no connection to the server"), "\(result.errors)")
        #expect(await run.stop() == .exited(0))
    }

    @Test("an existing server that refuses the password")
    func existingServerRefuses() async throws {
        let workplace = try Workplace()
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let file = try JSONSerialization.jsonObject(with: Data(run.workplace.read("run.json").utf8))
        let server = try #require((file as? [String: any Sendable])?["server"] as? [String: any Sendable])
        let environment = [
            "DB_HOST": "127.0.0.1", "DB_PORT": "\(try #require(server["port"] as? Int))",
            "DB_SSL_CA": try #require(server["rootCertificate"] as? String), "DB_ADMIN_PASSWORD": "wrong",
        ]
        let refused = try await workplace.dal("migrate", "status", environment: environment)
        #expect(refused.status == .exited(1))
        #expect(refused.errors.contains("28P01"), "\(refused.errors)")
        let right = environment.merging(["DB_ADMIN_PASSWORD": try run.workplace.read("secrets/fleetadmin")]) { $1 }
        #expect(try await workplace.dal("migrate", "status", environment: right).status == .exited(0))
        let unverified = right.merging(["DB_SSL_CA": "/etc/ssl/certs/ca-certificates.crt"]) { $1 }
        #expect(try await workplace.dal("migrate", "status", environment: unverified).status == .exited(1))
        #expect(await run.stop() == .exited(0))
    }

    @Test("a wrong setting in .env, or in the environment's own file")
    func wrongSetting() async throws {
        let workplace = try Workplace()
        try "DB_HOST=127.0.0.1\nDB_PORT=many\n".write(
            to: workplace.root.appending(path: ".env"), atomically: true, encoding: .utf8)
        let wrong = try await workplace.dal("migrate", "status")
        #expect(wrong.status == .exited(1))
        #expect(wrong.errors.contains("DB_PORT is not a port: many"), "\(wrong.errors)")
        try "DB_PORT=more\n".write(
            to: workplace.root.appending(path: ".env.staging"), atomically: true, encoding: .utf8)
        let staging = try await workplace.dal("migrate", "status", environment: ["APP_ENV": "staging"])
        #expect(staging.errors.contains("DB_PORT is not a port: more"), "\(staging.errors)")
    }

    @Test("no project")
    func noProject() async throws {
        let result = try await Workplace().dal("migrate", "status", "--project", "nothing-here")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("nothing-here"))
    }

    @Test("wrong usage", arguments: [["up", "--port", "many"], ["frobnicate"], ["migrate", "rollback"]])
    func usage(arguments: [String]) async throws {
        let workplace = try Workplace()
        let result = try await workplace.start(Checkout.dal, arguments).result()
        #expect(result.status == .exited(64))
    }

    /// Writes a secret in place, so that its mode and owner stay.
    private func overwrite(_ file: URL, with text: String) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
