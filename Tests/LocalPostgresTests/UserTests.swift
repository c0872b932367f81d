import FoundationEssentials
import Glibc
import PostgresDriver
import ProcessSupervision
import Testing
import TestSupport

@testable import LocalPostgres

/// Who runs a real server, and where its data are then.
@Suite(.serialized, .enabled(if: ProcessIdentity.current.isRoot, "only root can run as somebody else"))
struct UserTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func anOrdinaryUserRunsItsOwn() async throws {
        let nobody = try #require(ProcessIdentity.named("nobody"))
        let place = try scratch.makeDirectory("place", mode: 0o700)
        try #require(chown(place, nobody.uid, nobody.gid) == 0)
        let owner = try await Owner(home: "\(place)/home", as: nobody, scratch: scratch)
        #expect(LocalPostgresTests.owner(of: "/proc/\(owner.serverPID)") == Int(nobody.uid))
        #expect(mode(of: "\(place)/home/postgres/data") == 0o700)
        await owner.process.stop()
        #expect(!isRunning(owner.serverPID))
    }

    @Test func dataGoWhereTheServersUserCanReachThem() async throws {
        let closed = try scratch.makeDirectory("closed", mode: 0o700)
        var configuration = PrivateServer.Configuration.lasting(in: scratch)
        configuration.home = "\(closed)/home"
        let elsewhere = "\(HomePlacement.sharedPlace)/\(shortDigest(of: configuration.home))"
        defer { try? FileManager.default.removeItem(atPath: elsewhere) }
        var steps: [String] = []
        let server = try await PrivateServer.start(configuration) { steps.append($0) }
        #expect(server.directory == elsewhere)
        #expect(steps.first == "the server's files are in \(elsewhere)")
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: "\(configuration.home)/postgres")
        #expect(link == elsewhere)
        #expect(try await server.run("SELECT 'up'") == "up")
        try await server.stop()
        let again = try await PrivateServer.start(configuration)
        #expect(again.directory == elsewhere && again.port == server.port)
        try await again.stop()
    }

    @Test func anEphemeralHomeMustBeReachable() async throws {
        let closed = try scratch.makeDirectory("closed", mode: 0o700)
        let error = await #expect(throws: LocalPostgresError.self) {
            try await PrivateServer.start(.init(home: "\(closed)/home", ephemeral: true, superuserPassword: password))
        }
        #expect(error?.code == .homeUnusable)
        #expect(error?.description.contains("\(closed) does not let it pass") == true)
        #expect(scratch.names(in: "closed").isEmpty)
    }
}
