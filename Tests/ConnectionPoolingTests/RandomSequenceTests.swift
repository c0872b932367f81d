import Testing

@testable import ConnectionPooling

@Suite("Random sequences of events")
struct RandomSequenceTests {
    /// A failure names its seed: run that one again alone.
    @Test("every invariant holds after every event", arguments: UInt64(1)...24)
    func invariantsHold(seed: UInt64) throws {
        var model = PoolModel(seed: seed)
        for event in 0..<5_000 {
            model.step()
            try #require(model.violation == nil, "seed \(seed), event \(event): \(model.violation ?? "")")
        }
        model.shutDown()
        #expect(model.violation == nil, "seed \(seed), at the end: \(model.violation ?? "")")
    }
}
