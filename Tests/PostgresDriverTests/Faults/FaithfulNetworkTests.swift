import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a network that splits and delays the bytes", .timeLimit(.minutes(60)))
struct FaithfulNetworkTests {
    private static let workers = 8

    @Test("every answer is right", arguments: Wire.allCases, try Seed.some())
    func answersAreRight(wire: Wire, seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.splitting.count
        try await withTestDatabase { database in
            try await wire.withProxy(to: database, seed: seed) { proxy, configuration in
                proxy.follow(toServer: Self.script(seed, 1), toClient: Self.script(seed, 2))
                try await withThrowingTaskGroup { group in
                    for worker in 0..<Self.workers {
                        group.addTask {
                            try await TestServer.withConnection(to: configuration) { connection in
                                var workload = CheckedWorkload(seed.generator(for: worker))
                                for _ in 0..<(size / Self.workers) { try await workload.exchange(on: connection) }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                // Cancel requests, for streams that are left early, come on top.
                #expect(proxy.traffic.connections >= Self.workers)
            }
        }
        try SoakRecord.add(
            "Exchanges over a network that splits and delays (\(wire.rawValue))", "\(size) right answers", seed: seed,
            took: ContinuousClock.now - began)
    }

    private static func script(_ seed: Seed, _ number: Int) -> FaultScript {
        var generator = seed.generator(for: -number)
        return FaultScript(
            pieces: 1...Int.random(in: 1...200, using: &generator),
            delay: .init(percent: Int.random(in: 0...3, using: &generator), milliseconds: 0...3))
    }
}
