/// What happens to the next bytes of one direction. Pure: the same script, seed and numbers of bytes give the same steps.
package struct FaultStream: Sendable {
    package enum Step: Equatable, Sendable {
        /// Bytes are wanted first.
        case idle
        /// So many bytes go on.
        case relay(Int)
        /// Nothing goes on for so long.
        case wait(milliseconds: Int)
        /// The end, as the script says.
        case end(FaultScript.Fault)
    }

    private let script: FaultScript
    private var generator: SeededGenerator
    /// How many bytes may go on before the end; `nil` when there is none.
    private var left: Int?
    private var mayWait = false

    package init(_ script: FaultScript, generator: SeededGenerator) {
        self.script = script
        self.generator = generator
        left = script.ending.map { Int.random(in: $0.after, using: &self.generator) }
    }

    /// Decides, and takes it as done.
    ///
    /// - Parameter available: How many bytes wait to be relayed.
    package mutating func step(available: Int) -> Step {
        if let ending = script.ending, left == 0 { return .end(ending.fault) }
        // Also before the end of the bytes, which tells the receiver something too.
        if let pause = pause() { return .wait(milliseconds: pause) }
        guard available > 0 else { return .idle }
        let piece = script.pieces.map { Int.random(in: $0, using: &generator) } ?? available
        let count = max(1, min(available, piece, left ?? available))
        left = left.map { $0 - count }
        mayWait = true
        return .relay(count)
    }

    private mutating func pause() -> Int? {
        guard mayWait, let delay = script.delay else { return nil }
        mayWait = false
        guard generator.below(100) < delay.percent else { return nil }
        return Int.random(in: delay.milliseconds, using: &generator)
    }
}
