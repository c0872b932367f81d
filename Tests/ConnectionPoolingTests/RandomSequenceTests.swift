import TestSupport
import Testing

@Suite("Random sequences of a pool's events")
struct RandomSequenceTests {
    /// One pool's life; short, so that many kinds of pools are seen and other tests get their turn.
    private static let life = 5_000

    @Test("every invariant holds after every event, and at the end nothing is left", arguments: try Seed.some())
    func invariantsHold(seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.pool.count
        let leases = await withTaskGroup { group in
            for (number, start) in stride(from: 0, to: size, by: Self.life).enumerated() {
                group.addTask { @concurrent in
                    var numbers = seed.generator(for: number)
                    return Self.live(numbers.next(), events: min(Self.life, size - start), number: number)
                }
            }
            return await group.reduce(0, +)
        }
        #expect(leases > size / 20)
        try SoakRecord.add(
            "Random events of a pool", "\(size) events, \(leases) leases; every invariant after each",
            seed: seed, took: ContinuousClock.now - began)
    }

    /// Returns how many leases there were.
    private static func live(_ seed: UInt64, events: Int, number: Int) -> Int {
        var model = PoolModel(seed: seed)
        for event in 0..<events where model.violation == nil {
            model.step()
            if let violation = model.violation { Issue.record("pool \(number), event \(event): \(violation)") }
        }
        guard model.violation == nil else { return 0 }
        model.shutDown()
        if let violation = model.violation { Issue.record("pool \(number), at the end: \(violation)") }
        return model.leases
    }
}
