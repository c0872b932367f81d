import FoundationEssentials
import Testing

@Suite("Decoding")
struct DecodingFuzzTests {
    /// How many inputs the long form takes; `make soak` sets it.
    private static let count = ProcessInfo.processInfo.environment["SOAK_DECODING"].flatMap { Int($0) } ?? 50_000
    /// A run that failed says which seed to set here.
    private static let seed = ProcessInfo.processInfo.environment["SOAK_SEED"].flatMap { UInt64($0) } ?? 20_240_229

    @Test("of bytes that no server sends never crashes, and what is taken for a value is one")
    func anyBytes() {
        let (accepted, changed) = DecodingFuzz.run(seed: Self.seed, count: Self.count)
        #expect(changed.isEmpty, "with SOAK_SEED=\(Self.seed)")
        // Both roads are walked: values that are taken, and values that are refused.
        #expect(accepted > Self.count / 20)
        #expect(accepted < Self.count * 19 / 20)
    }

    @Test("of the same seed takes the same inputs")
    func reproducible() {
        func accepted(_ seed: UInt64) -> Int { DecodingFuzz.run(seed: seed, count: 2_000).accepted }
        #expect(accepted(1) == accepted(1))
        #expect(accepted(1) != accepted(2))
    }
}
