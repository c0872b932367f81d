import TestSupport
import Testing

@Suite("What a fault proxy does to the bytes of one direction")
struct FaultStreamTests {
    /// Takes steps until one ends the stream or `available` bytes are through.
    private func steps(_ script: FaultScript, seed: UInt64 = 1, available: Int) -> [FaultStream.Step] {
        var stream = FaultStream(script, generator: SeededGenerator(seed: seed))
        var waiting = available
        var steps: [FaultStream.Step] = []
        while true {
            let step = stream.step(available: waiting)
            if case .idle = step { return steps }
            steps.append(step)
            if case .relay(let count) = step { waiting -= count }
            if case .end = step { return steps }
        }
    }

    @Test("is nothing, unless the script says so")
    func faithful() {
        #expect(steps(.faithful, available: 1_000) == [.relay(1_000)])
        #expect(steps(.faithful, available: 0) == [])
    }

    @Test("splits into pieces of the sizes given, and loses none")
    func pieces() {
        let steps = steps(FaultScript(pieces: 3...7), available: 1_000)
        let sizes = steps.map { step in if case .relay(let count) = step { count } else { -1 } }
        #expect(sizes.dropLast().allSatisfy { (3...7).contains($0) })
        #expect(sizes.reduce(0, +) == 1_000)
    }

    @Test("is the same for the same seed and another for another")
    func seeded() {
        let script = FaultScript(
            pieces: 1...9, delay: .init(percent: 50, milliseconds: 1...5), ending: .init(.reset, after: 10...900))
        #expect(steps(script, seed: 5, available: 1_000) == steps(script, seed: 5, available: 1_000))
        #expect(steps(script, seed: 5, available: 1_000) != steps(script, seed: 6, available: 1_000))
    }

    @Test("ends after exactly as many bytes as the script says", arguments: FaultScript.Fault.allCases)
    func ends(fault: FaultScript.Fault) {
        let ending = FaultScript.Ending(fault, after: 10...10)
        #expect(steps(FaultScript(ending: ending), available: 1_000) == [.relay(10), .end(fault)])
        #expect(steps(FaultScript(ending: ending), available: 9) == [.relay(9)])
        #expect(steps(.now(fault), available: 0) == [.end(fault)])
    }

    @Test("draws the end from the range given")
    func drawsTheEnd() {
        for seed in 0..<100 {
            let script = FaultScript(ending: .init(.close, after: 5...8))
            guard case .relay(let count) = steps(script, seed: UInt64(seed), available: 100).first else {
                return #expect(Bool(false), "nothing was relayed")
            }
            #expect((5...8).contains(count))
        }
    }

    @Test("waits after each piece, never twice in a row")
    func waits() {
        let script = FaultScript(pieces: 10...10, delay: .init(percent: 100, milliseconds: 2...2))
        #expect(
            steps(script, available: 30)
                == (0..<3).flatMap { _ in [.relay(10), .wait(milliseconds: 2)] })
    }
}
