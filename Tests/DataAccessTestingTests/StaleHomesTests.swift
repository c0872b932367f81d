import FoundationEssentials
import Glibc
import LocalPostgres
import Testing

@testable import DataAccessTesting

@Suite(.serialized) struct StaleHomesTests {
    /// No process has a number this high.
    private static let gone: Int32 = 4_194_304

    private func home(of pid: Int32) throws -> String {
        let home = TestServer.homes.newHome(pid: pid)
        try FileManager.default.createDirectory(atPath: "\(home)/postgres", withIntermediateDirectories: true)
        try "\(pid)\n".write(toFile: "\(home)/postgres/lock", atomically: false, encoding: .utf8)
        return home
    }

    @Test func aHomeWhoseProcessIsGoneIsRemoved() throws {
        let home = try home(of: Self.gone)
        TestServer.homes.removeStale()
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func aHomeWhoseProcessRunsStays() throws {
        let home = try home(of: getpid())
        defer { try? FileManager.default.removeItem(atPath: home) }
        TestServer.homes.removeStale()
        #expect(FileManager.default.fileExists(atPath: home))
    }

    @Test func aHomeThatIsLockedStays() throws {
        let home = try home(of: Self.gone)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let lock = open("\(home)/postgres/lock", O_RDONLY)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        TestServer.homes.removeStale()
        #expect(FileManager.default.fileExists(atPath: home))
    }
}
