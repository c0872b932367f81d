import ProcessSupervision
import Testing
import TestSupport

@testable import LocalPostgres

@Suite struct HomeTests {
    private let root = ProcessIdentity(uid: 0, gid: 0)
    private let service = ProcessIdentity(uid: 101, gid: 104)

    @Test func anOrdinaryUserServesItself() throws {
        #expect(try ServerUser.choose(for: service, lookUp: { _ in nil }) == service)
    }

    @Test func rootIsServedBySomebodyElse() throws {
        let nobody = ProcessIdentity(uid: 65_534, gid: 65_534)
        let users = ["postgres": service, "nobody": nobody]
        #expect(try ServerUser.choose(for: root, lookUp: { users[$0] }) == service)
        #expect(try ServerUser.choose(for: root, lookUp: { $0 == "nobody" ? nobody : nil }) == nobody)
        let error = try #require(throws: LocalPostgresError.self) {
            try ServerUser.choose(for: root, lookUp: { _ in root })
        }
        #expect(error.code == .homeUnusable)
    }

    @Test(
        arguments: [
            (0o700, 101, 104, true), (0o600, 101, 104, false), (0o077, 101, 104, false), (0o010, 1, 104, true),
            (0o701, 1, 104, false), (0o701, 1, 1, true), (0o700, 0, 0, false), (0o755, 0, 0, true),
        ] as [(UInt32, UInt32, UInt32, Bool)])
    func aDirectoryLetsPassWhomItsModeNames(_ mode: UInt32, _ owner: UInt32, _ group: UInt32, _ passes: Bool) {
        let directory = Reachability.Directory(mode: mode, owner: owner, group: group)
        #expect(Reachability.passes(service, through: directory) == passes)
        #expect(Reachability.passes(root, through: directory))
    }

    @Test func namesTheObstacle() throws {
        let scratch = try Scratch()
        let closed = try scratch.makeDirectory("closed", mode: 0o700)
        let inner = try scratch.makeDirectory("closed/inner", mode: 0o755)
        let stranger = ProcessIdentity(uid: 4_000_000, gid: 4_000_000)
        #expect(Reachability.obstacle(for: stranger, onTheWayTo: inner) == closed)
        #expect(Reachability.obstacle(for: stranger, onTheWayTo: scratch.path) == nil)
        #expect(Reachability.obstacle(for: .current, onTheWayTo: inner) == nil)
    }

    @Test func theSocketIsInTheHomeUnlessItsPathIsTooLong() {
        let short = ServerHome(path: "/srv/.local/postgres")
        #expect(short.socketDirectory == "/srv/.local/postgres/socket")
        let long = ServerHome(path: "/" + String(repeating: "long/", count: 20))
        #expect(long.socketDirectory.hasPrefix("/tmp/dal-"))
        #expect("\(long.socketDirectory)/.s.PGSQL.65535".utf8.count <= ServerHome.longestSocketPath)
        // The last path that fits, and the first that does not.
        let most = ServerHome.longestSocketPath - "/socket/.s.PGSQL.65535".utf8.count
        let fits = ServerHome(path: "/" + String(repeating: "x", count: most - 1))
        let tooLong = ServerHome(path: "/" + String(repeating: "x", count: most))
        #expect(fits.socketDirectory == "\(fits.path)/socket")
        #expect(tooLong.socketDirectory.hasPrefix("/tmp/dal-"))
    }

    @Test func refusesASocketDirectoryThatSomebodyElseCouldRead() throws {
        let scratch = try Scratch()
        let open = try scratch.makeDirectory("open", mode: 0o755)
        let error = try #require(throws: LocalPostgresError.self) {
            try SocketDirectory.prepare(open, owner: .current)
        }
        #expect(error.code == .homeUnusable)
        let link = try scratch.link("link", to: try scratch.makeDirectory("closed", mode: 0o700))
        #expect(throws: LocalPostgresError.self) { try SocketDirectory.prepare(link, owner: .current) }
    }

    @Test func refusesAFullDisk() throws {
        try DiskSpace.check(available: DiskSpace.needed, at: "/data")
        let error = try #require(throws: LocalPostgresError.self) {
            try DiskSpace.check(available: DiskSpace.needed - 1, at: "/data")
        }
        #expect(error.code == .diskFull)
        #expect(error.description.contains("the disk of /data has 99 MB left"))
    }
}
