import FoundationEssentials
import Testing

@Suite("Decoding")
struct DecodingFuzzTests {
    /// How many inputs there are; `make soak` sets it for the long form.
    private static let count = ProcessInfo.processInfo.environment["SOAK_DECODING"].flatMap { Int($0) } ?? 50_000
    /// Each part of a run has a seed of its own, this one and those after it, so that parts can run side by side.
    private static let firstSeed: UInt64 = 20_240_229
    private static let part = 100_000

    @Test("of bytes that no server sends never crashes, and what is taken for a value is one")
    func anyBytes() async {
        await withTaskGroup { group in
            for (number, start) in stride(from: 0, to: Self.count, by: Self.part).enumerated() {
                group.addTask { @concurrent in
                    Self.check(Self.firstSeed + UInt64(number), count: min(Self.part, Self.count - start))
                }
            }
        }
    }

    private static func check(_ seed: UInt64, count: Int) {
        let (accepted, changed) = DecodingFuzz.run(seed: seed, count: count)
        #expect(changed.isEmpty, "with the seed \(seed)")
        // Both roads are walked: values that are taken, and values that are refused.
        #expect(accepted > count / 20)
        #expect(accepted < count * 19 / 20)
    }

    @Test("of the same seed takes the same inputs")
    func reproducible() {
        func accepted(_ seed: UInt64) -> Int { DecodingFuzz.run(seed: seed, count: 2_000).accepted }
        #expect(accepted(1) == accepted(1))
        #expect(accepted(1) != accepted(2))
    }
}
