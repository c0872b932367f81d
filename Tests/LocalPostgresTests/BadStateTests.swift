import Glibc
import PostgresDriver
import ProcessSupervision
import Testing
import TestSupport

@testable import LocalPostgres

/// What a start refuses, in one clear message, leaving everything as it was.
@Suite(.serialized) struct BadStateTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// The error of a start in the scratch directory's home.
    private func refusal(_ configuration: PrivateServer.Configuration? = nil) async throws -> LocalPostgresError {
        let configuration = configuration ?? .lasting(in: scratch)
        return try #require(
            await #expect(throws: LocalPostgresError.self) { try await PrivateServer.start(configuration) })
    }

    /// A home whose data directory is the server's user's, and holds these files.
    private func data(_ files: [String: String]) throws {
        _ = try scratch.makeDirectory("home", mode: 0o755)
        _ = try scratch.makeDirectory("home/postgres", mode: 0o755)
        let path = try scratch.makeDirectory("home/postgres/data", mode: 0o700)
        for (name, text) in files { try scratch.write(text, to: "home/postgres/data/\(name)") }
        let user = try ServerUser.choose(for: .current)
        try #require(chown(path, user.uid, user.gid) == 0)
    }

    @Test func dataOfAnotherMajorVersion() async throws {
        try data(["PG_VERSION": "11\n", "kept": "as it was"])
        let error = try await refusal()
        #expect(error.code == .otherMajorVersion)
        #expect(error.description.contains("home/postgres/data was made by PostgreSQL 11"))
        #expect(scratch.text(of: "home/postgres/data/kept") == "as it was")
        #expect(scratch.names(in: "home/postgres/data") == ["PG_VERSION", "kept"])
    }

    @Test func somethingThatIsNoData() async throws {
        try data(["notes": "as they were"])
        let error = try await refusal()
        #expect(error.code == .notADataDirectory)
        #expect(scratch.text(of: "home/postgres/data/notes") == "as they were")
    }

    @Test(.enabled(if: ProcessIdentity.current.isRoot, "only root can give files away"))
    func dataOfSomebodyElse() async throws {
        try data(["PG_VERSION": "15\n"])
        try #require(chown(scratch.path(of: "home/postgres/data"), 65_534, 65_534) == 0)
        let error = try await refusal()
        #expect(error.code == .foreignOwner)
        #expect(error.description.contains("belongs to \"nobody\""))
        #expect(owner(of: scratch.path(of: "home/postgres/data")) == 65_534)
    }

    @Test func aPortThatIsTaken() async throws {
        let listener = try Listener()
        let error = try await refusal(.lasting(in: scratch, port: listener.port))
        #expect(error.code == .portTaken)
        #expect(error.description.contains("port \(listener.port) of 127.0.0.1 is taken"))
    }

    @Test func aHomeThatIsInUse() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        let error = try await refusal()
        #expect(error.code == .inUse)
        #expect(error.description.contains("process \(getpid())"))
        #expect(try await server.run("SELECT 'up'") == "up")
        try await server.stop()
    }

    @Test func anotherPassword() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        try await server.stop()
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.superuserPassword = "another one"
        let error = try await refusal(configuration)
        #expect(error.code == .passwordRefused)
        #expect(!error.description.contains("another one"))
        #expect(!scratch.exists("home/postgres/data/postmaster.pid"), "nothing runs")
        let again = try await PrivateServer.start(.lasting(in: scratch))
        try await again.stop()
    }

    @Test func aSettingThatTheServerDoesNotKnow() async throws {
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.settings = ["max_connnections": "5"]
        let error = try await refusal(configuration)
        #expect(error.code == .startFailed)
        #expect(error.description.contains("unrecognized configuration parameter \"max_connnections\""))
    }

    @Test(arguments: ["", "two\nlines"]) func aPasswordThatIsNone(_ password: String) async throws {
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.superuserPassword = password
        #expect(try await refusal(configuration).code == .invalidSetting)
        #expect(!scratch.exists("home"))
    }

    @Test(arguments: [true, false]) func programsThatFail(_ ephemeral: Bool) async throws {
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.binaryDirectory = try scratch.programs(version: "15.1", in: "bin")
        configuration.ephemeral = ephemeral
        let error = try await refusal(configuration)
        #expect(error.code == .initializationFailed)
        #expect(error.description.contains("a reason of its own"))
        #expect(!scratch.exists("home/postgres/data") && !scratch.exists("home/postgres/data.partial"))
        #expect(scratch.exists("home") == !ephemeral)
    }

    @Test func anEphemeralHomeThatIsThereAlready() async throws {
        _ = try scratch.makeDirectory("home", mode: 0o755)
        try scratch.write("as it was", to: "home/precious")
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.ephemeral = true
        #expect(try await refusal(configuration).code == .homeUnusable)
        #expect(scratch.text(of: "home/precious") == "as it was")
    }

    @Test func anEphemeralHomeWhoseSocketWouldLieElsewhere() async throws {
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.home = scratch.path(of: String(repeating: "x", count: 80))
        configuration.ephemeral = true
        #expect(try await refusal(configuration).code == .homeUnusable)
        #expect(scratch.names(in: ".").isEmpty)
    }

    @Test func cancellationLeavesNothingRunning() async throws {
        let configuration = PrivateServer.Configuration.lasting(in: scratch)
        let starting = Task { try await PrivateServer.start(configuration) }
        #expect(try await holds(within: .seconds(30)) { scratch.exists("home/postgres/data/postmaster.pid") })
        starting.cancel()
        // It may have been ready already; otherwise it stops what it has begun before it throws.
        if let server = try? await starting.value { try await server.stop() }
        #expect(!scratch.exists("home/postgres/data/postmaster.pid"))
        let server = try await PrivateServer.start(configuration)
        try await server.stop()
    }
}
