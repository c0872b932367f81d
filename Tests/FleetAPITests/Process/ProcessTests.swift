import AccessTokens
import FleetTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Secrets
import Testing
import TestSupport

@testable import FleetAPI

/// The program as it is started: environment in, one line out, exit codes. One at a time: the logins have few
/// connections.
@Suite(.serialized) struct ProcessTests {
    /// What `fleet-api` is told when all is well, with the token key in a file of its own.
    func withEnvironment(
        _ changes: [String: String?] = [:], _ body: ([String: String]) async throws -> Void
    ) async throws {
        let fleet = try await RunningFleet.shared.value.fleet
        let folder = FileManager.default.temporaryDirectory.appending(path: "fleet-key-\(UUID().uuidString)")
        let path = folder.path(percentEncoded: false)
        try SecretDirectory(path: path).write(Bearer.key, named: "token-key")
        var environment = fleet.environment
        environment["FLEET_HTTP_PORT"] = "0"
        environment["FLEET_TOKEN_KEY_FILE"] = "\(path)/token-key"
        for (name, value) in changes { environment[name] = value }
        do {
            try await body(environment)
            try FileManager.default.removeItem(at: folder)
        } catch {
            try FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    /// Starts it with something wrong and returns what it said on standard error.
    private func refusal(_ changes: [String: String?], code: Int32 = 1, arguments: [String] = []) async throws -> String
    {
        var said = ""
        try await withEnvironment(changes) { environment in
            try await withAPIProcess(environment, arguments: arguments) { process in
                #expect(await process.exitCode() == code)
                #expect(process.output.isEmpty)
                said = process.errors
            }
        }
        return said
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func itSaysWhereItListensServesAndStops(_ signal: Int32) async throws {
        try await withEnvironment { environment in
            try await withAPIProcess(environment) { process in
                let port = try await process.port()
                #expect(process.output == "listening http://127.0.0.1:\(port)\n")
                let token = try await Bearer(tenant: UUID()).token()
                let statuses = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                    let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
                    return [
                        try await client.get("/api/health/live").head.status.code,
                        try await client.get("/api/vendors", headers: bearer).head.status.code,
                        try await client.get("/api/vendors").head.status.code,
                    ]
                }
                #expect(statuses == [200, 200, 401])
                signal == SIGTERM ? process.terminate() : process.interrupt()
                #expect(await process.exitCode() == 0)
                #expect(process.output.filter { $0 == "\n" }.count == 1)
            }
        }
    }

    @Test func logsCarryTheRequestAndNoToken() async throws {
        try await withEnvironment { environment in
            try await withAPIProcess(environment) { process in
                let port = try await process.port()
                let token = try await Bearer(tenant: UUID()).token()
                _ = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                    try await client.get(
                        "/api/vendors/17?secret=hunter2",
                        headers: [.authorization: "Bearer \(token)", RequestIdentifier.header: "trace-me"])
                }
                try #require(try await holds { process.errors.contains("trace-me") }, "the request is not logged")
                let line = try #require(process.errors.split(separator: "\n").first { $0.contains("trace-me") })
                for part in ["method=GET", "route=/api/vendors/{id}", "status=400", "ms="] {
                    #expect(line.contains(part), "\(line)")
                }
                #expect(!process.errors.contains("hunter2"))
                #expect(!process.errors.contains(token))
            }
        }
    }

    @Test func anOpenConnectionDoesNotHoldItUp() async throws {
        try await withEnvironment { environment in
            try await withAPIProcess(environment) { process in
                let port = try await process.port()
                let started = ContinuousClock.now
                try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                    _ = try await client.get("/api/health/live")
                    process.terminate()
                    #expect(await process.exitCode() == 0)
                }
                #expect(ContinuousClock.now - started < .seconds(10))
            }
        }
    }

    @Test func aPortThatIsTakenIsSaid() async throws {
        try await withEnvironment { environment in
            try await withAPIProcess(environment) { first in
                let port = try await first.port()
                let said = try await refusal(["FLEET_HTTP_PORT": "\(port)"])
                #expect(said.contains("\(port)") && said.contains("FLEET_HTTP_PORT"))
            }
        }
    }

    @Test func everythingWrongWithTheConfigurationIsSaidAtOnce() async throws {
        let said = try await refusal([
            "FLEET_HTTP_PORT": "x", "LOG_LEVEL": "loud", "DB_NAME": nil, "DB_WEBAPP_USER": nil,
        ])
        for name in ["FLEET_HTTP_PORT", "LOG_LEVEL", "DB_NAME", "DB_WEBAPP_USER"] { #expect(said.contains(name)) }
    }

    @Test func aWrongPasswordIsSaidAndNotShown() async throws {
        let said = try await refusal(["DB_READONLY_PASSWORD": "hunter2"])
        #expect(said.contains("readonly") && said.contains("28P01"))
        #expect(!said.contains("hunter2"))
        #expect(said.split(separator: "\n").count == 1, "\(said)")
    }

    @Test func aMissingLoginIsNeverReplaced() async throws {
        let said = try await refusal(["DB_READONLY_USER": "fleet_nobody_user"])
        #expect(said.contains("readonly") && said.contains("fleet_nobody_user"))
    }

    @Test func anUnreachableDatabaseIsSaid() async throws {
        let said = try await refusal(["DB_PORT": "1"])
        #expect(said.contains("127.0.0.1") && said.contains("port 1") && said.contains("DB_PORT"))
        #expect(said.split(separator: "\n").count == 1, "\(said)")
    }

    @Test func aMissingKeyFileIsSaid() async throws {
        #expect(try await refusal(["FLEET_TOKEN_KEY_FILE": "/nowhere/token-key"]).contains("FLEET_TOKEN_KEY_FILE"))
    }

    @Test func aKeyThatIsTooShortOrOpenToOthersIsSaid() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fleet-key-\(UUID().uuidString)")
        let file = folder.path(percentEncoded: false) + "/short"
        try SecretDirectory(path: folder.path(percentEncoded: false)).write(Secret("hunter2"), named: "short")
        let short = try await refusal(["FLEET_TOKEN_KEY_FILE": file])
        #expect(short.contains("32 bytes") && !short.contains("hunter2"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(try await refusal(["FLEET_TOKEN_KEY_FILE": file]).contains("chmod 600 \(file)"))
        try FileManager.default.removeItem(at: folder)
    }

    @Test func argumentsAreRefused() async throws {
        #expect(try await refusal([:], code: 64, arguments: ["--port", "1"]).contains("usage: fleet-api"))
    }
}
