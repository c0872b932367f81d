import FoundationEssentials
import Glibc
import PostgresDriver
import ProcessSupervision
import SwiftASN1
import Testing
import TestSupport

@testable import LocalPostgres

/// A real server, as it should be.
@Suite(.serialized) struct ServerTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func isReachedOnBothWaysWithAPassword() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        #expect(try await server.run("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == "true")
        #expect(try await server.run("SELECT current_user::text", over: .unixSocket) == "postgres")
        for transport in [PrivateServer.Transport.tcp, .unixSocket] {
            let error = await #expect(throws: DatabaseError.self) {
                try await server.run("SELECT 1", as: "wrong", over: transport)
            }
            #expect(error?.code == .authenticationFailed)
        }
        try await server.stop()
    }

    @Test func isMadeAsItShouldBe() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        let settings = [
            "data_checksums": "on", "server_encoding": "UTF8", "ssl": "on",
            "password_encryption": "scram-sha-256", "listen_addresses": "127.0.0.1",
        ]
        for (name, value) in settings {
            #expect(try await server.run("SELECT current_setting(\(name))") == value, "\(name)")
        }
        // PostgreSQL 16 has no setting for it any more.
        let collations = try await server.run("SELECT string_agg(DISTINCT datcollate, ', ') FROM pg_database")
        #expect(collations == "C.UTF-8")
        #expect(try await server.run("SELECT min(rolpassword) FROM pg_authid")?.hasPrefix("SCRAM-SHA-256$") == true)
        try await server.stop()
    }

    @Test func isClosedToOthers() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        let home = ServerHome(path: server.directory)
        let user = try ServerUser.choose(for: .current)
        for (path, expected) in [(home.data, 0o700), (home.socketDirectory, 0o700), (home.serverKey, 0o600)] {
            #expect(mode(of: path) == Int(expected), "\(path)")
            #expect(owner(of: path) == Int(user.uid), "\(path)")
        }
        #expect(mode(of: "\(home.socketDirectory)/.s.PGSQL.\(server.port)") == 0o700)
        try await server.stop()
    }

    @Test func refusesWhatIsNotEncrypted() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        var plain = server.connection(password: { password })
        plain.tls = .disabled
        await #expect(throws: DatabaseError.self) { try await PostgresConnection.connect(to: plain) }
        try await server.stop()
    }

    @Test func anotherAuthorityDoesNotVouchForIt() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        let stranger = try ServerCertificates(now: Date()).authority.serializeAsPEM().pemString
        var target = server.connection(password: { password })
        target.tls = .verifyFull(rootCertificate: try scratch.write(stranger, to: "stranger.crt"))
        await #expect(throws: DatabaseError.self) { try await PostgresConnection.connect(to: target) }
        try await server.stop()
    }

    @Test func writesThePasswordNowhere() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        var search = SupervisedProcess.Launch(
            executable: "/bin/grep",
            arguments: ["-rlF", "--exclude=out", password, scratch.path]
                + ["cmdline", "environ"].map { "/proc/\(server.pid)/\($0)" })
        search.standardOutput = .file(scratch.path(of: "out"), append: false)
        search.standardError = .null
        _ = try await SupervisedProcess.start(search).waitForExit()
        #expect(scratch.text(of: "out") == "")
        try await server.stop()
    }

    @Test func startsAgainWithItsDataOnItsPort() async throws {
        let first = try await PrivateServer.start(.lasting(in: scratch))
        try await first.run("CREATE TABLE kept AS SELECT 'here' AS word")
        try await first.stop()
        var steps: [String] = []
        let second = try await PrivateServer.start(.lasting(in: scratch)) { steps.append($0) }
        #expect(steps.isEmpty, "nothing takes a while the second time")
        #expect(second.port == first.port)
        #expect(try await second.run("SELECT word FROM kept") == "here")
        try await second.stop()
    }

    @Test func movesAwayFromAPortThatWasTakenMeanwhile() async throws {
        let first = try await PrivateServer.start(.lasting(in: scratch))
        try await first.stop()
        let listener = try Listener(port: first.port)
        let second = try await PrivateServer.start(.lasting(in: scratch))
        #expect(second.port != listener.port)
        try await second.stop()
    }

    @Test func anEphemeralServerLeavesNothing() async throws {
        let home = scratch.path(of: "home")
        let server = try await PrivateServer.start(
            .init(home: home, ephemeral: true, superuserPassword: password))
        #expect(try await server.run("SHOW fsync") == "off")
        try await server.stop()
        #expect(scratch.names(in: ".").isEmpty)
    }
}
