import FoundationEssentials
import Glibc
import PostgresDriver
import ProcessSupervision
import Testing
import TestSupport

@testable import LocalPostgres

/// A real server, when somebody is killed.
@Suite(.serialized) struct CrashTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func recoversAfterTheServerWasKilled() async throws {
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.settings = [:]
        let first = try await PrivateServer.start(configuration)
        try await first.run("CREATE TABLE kept AS SELECT 'here' AS word")
        kill(first.pid, SIGKILL)
        #expect(await first.waitForExit() == .signalled(SIGKILL))
        let second = try await PrivateServer.start(configuration)
        #expect(try await second.run("SELECT word FROM kept") == "here")
        try await second.stop()
    }

    @Test func sayingStopAfterAKillSaysSo() async throws {
        let server = try await PrivateServer.start(.lasting(in: scratch))
        kill(server.pid, SIGKILL)
        let error = await #expect(throws: LocalPostgresError.self) { try await server.stop() }
        #expect(error?.code == .uncleanStop)
    }

    @Test func endsWithItsOwner() async throws {
        let owner = try await Owner(home: scratch.path(of: "home"), scratch: scratch)
        kill(owner.process.pid, SIGKILL)
        #expect(try await holds { !isRunning(owner.serverPID) })
        let server = try await PrivateServer.start(
            .init(home: scratch.path(of: "home"), superuserPassword: Owner.password))
        #expect(try await server.run("SELECT 'up'", as: Owner.password) == "up")
        try await server.stop()
    }

    @Test func anEphemeralOneLeavesNothingWhenItsOwnerIsKilled() async throws {
        let owner = try await Owner(home: scratch.path(of: "home"), ephemeral: true, scratch: scratch)
        #expect(scratch.exists("home/postgres/data/PG_VERSION"))
        kill(owner.process.pid, SIGKILL)
        #expect(try await holds { !isRunning(owner.serverPID) && !scratch.exists("home") })
    }

    @Test func endsWithItsLastReference() async throws {
        let pid = try await PrivateServer.start(.lasting(in: scratch)).pid
        #expect(try await holds { !isRunning(pid) })
    }

    @Test func stopsTheServerOfAnEarlierRun() async throws {
        let first = try await PrivateServer.start(.lasting(in: scratch))
        try await first.run("CREATE TABLE kept AS SELECT 'here' AS word")
        try await first.stop()
        // A server without an owner who holds the lock, as a supervisor leaves it that was itself killed.
        let orphan = try SupervisedProcess.start(
            ServerProcess.launch(
                ServerHome(path: first.directory), installation: first.installation,
                user: ServerUser.choose(for: .current), removing: nil))
        let file = "\(first.directory)/data/postmaster.pid"
        #expect(try await holds { (try? String(contentsOfFile: file, encoding: .utf8))?.contains("ready") == true })

        var steps: [String] = []
        let second = try await PrivateServer.start(.lasting(in: scratch)) { steps.append($0) }
        #expect(steps == ["stopping the server of an earlier run (process \(orphan.pid))"])
        #expect(await orphan.waitForExit() == .exited(0))
        #expect(try await second.run("SELECT word FROM kept") == "here")
        try await second.stop()
    }

    @Test func aHalfMadeClusterIsMadeAnew() async throws {
        _ = try scratch.makeDirectory("home", mode: 0o755)
        _ = try scratch.makeDirectory("home/postgres", mode: 0o755)
        _ = try scratch.makeDirectory("home/postgres/data.partial", mode: 0o700)
        try scratch.write("15\n", to: "home/postgres/data.partial/PG_VERSION")
        let server = try await PrivateServer.start(.lasting(in: scratch))
        #expect(!scratch.exists("home/postgres/data.partial"))
        try await server.stop()
    }
}
