import DataAccessTesting
import FoundationEssentials
import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@Suite("Connecting many times")
struct ConnectFootprintTests {
    /// In a process of its own, because other tests open descriptors and start threads too.
    @Test("leaves no descriptor and no thread behind", .ownThreads)
    func footprint() async throws {
        let server = try await TestServer.shared
        let (port, root, password) = (server.server.port, server.server.rootCertificate, server.superuserPassword)
        let count = max(200, try SoakSize.connects.count)
        await #expect(processExitsWith: .success) {
            [port = port as Int, root = root as String, password = password as String, count = count as Int] in
            let configuration = ConnectionConfiguration(
                endpoint: .tcp(host: "127.0.0.1", port: port), database: "postgres", user: "postgres",
                password: { password }, tls: .verifyFull(rootCertificate: root))
            func connect(_ times: Int) async throws {
                for round in 0..<times {
                    // Every other one is refused, so that failed connects are counted too.
                    var configuration = configuration
                    if round.isMultiple(of: 2) { configuration.database = "no_such_database" }
                    try? await PostgresConnection.withConnection(to: configuration) { _ in }
                }
            }
            func entries(_ folder: String) throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: folder).count
            }
            // The loops, the helper threads and what libraries keep open for good come with the first ones.
            try await connect(20)
            let (descriptors, threads) = (try entries("/proc/self/fd"), try entries("/proc/self/task"))
            try await connect(count)
            // The system's helper threads end some seconds after their last work. A library may open something late; a
            // leak would be one for each connect.
            let late = 5
            let endsClean = try await holds(within: .seconds(30)) {
                try entries("/proc/self/fd") <= descriptors + late && entries("/proc/self/task") <= threads + late
            }
            let (lastDescriptors, lastThreads) = (try entries("/proc/self/fd"), try entries("/proc/self/task"))
            #expect(
                endsClean,
                "\(lastDescriptors) descriptors and \(lastThreads) threads; there were \(descriptors) and \(threads)")
        }
    }
}
