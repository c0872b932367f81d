import DataAccessTesting
import LocalPostgres
import PostgresDriver
import ProcessSupervision
import TestSupport
import Testing

extension ProbeFolder {
    /// What a runner sends: from where its planning ends to the end of all.
    /// - Parameter plan: The verb that plans the same and does nothing.
    func bytes(of verb: String, after plan: String, on database: TestDatabase) async throws -> Range<Int> {
        let planning = try await bytes(of: plan, on: database)
        return planning..<max(planning, try await bytes(of: verb, on: database))
    }

    private func bytes(of verb: String, on database: TestDatabase) async throws -> Int {
        let proxy = try proxy(to: database)
        let result = await (try start(verb, on: database, port: proxy.port)).result()
        #expect(result.isSuccess, "\(result.output)")
        defer { proxy.stop() }
        return proxy.traffic.toServer
    }

    /// Starts a runner and ends it by kill −9 as soon as it has sent so many bytes; the server sees no more of them.
    func kill(_ verb: String, on database: TestDatabase, after bytes: Int) async throws {
        let proxy = try proxy(to: database, .init(ending: .init(.stall, after: bytes...bytes)))
        let run = try start(verb, on: database, port: proxy.port)
        try await until { proxy.traffic.toServer >= bytes || run.process.exitStatus != nil }
        await run.killAtOnce()
        proxy.stop()
    }

    private func proxy(to database: TestDatabase, _ script: FaultScript = .faithful) throws -> FaultProxy {
        let configuration = database.configuration(
            user: PrivateServer.superuser, password: database.server.superuserPassword, over: .unixSocket)
        guard case .unixSocket(let directory, let port) = configuration.endpoint else {
            throw SystemRefusal("find the server's socket")
        }
        return try FaultProxy(to: .unixSocket("\(directory)/.s.PGSQL.\(port)"), toServer: script)
    }
}

extension Range<Int> {
    /// So many places spread evenly over it.
    func places(_ number: Int) -> [Int] { (1...number).map { lowerBound + count * $0 / (number + 1) } }
}
