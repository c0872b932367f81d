import TestSupport
import Testing

@Suite("Decoding")
struct DecodingFuzzTests {
    /// Parts run side by side, each with random numbers of its own, and so short that other tests get their turn.
    private static let part = 2_000

    @Test(
        "of bytes that no server sends never crashes, and what is taken for a value is one", arguments: try Seed.some())
    func anyBytes(seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.decoding.count
        let accepted = await withTaskGroup { group in
            for (number, start) in stride(from: 0, to: size, by: Self.part).enumerated() {
                group.addTask { @concurrent in
                    DecodingFuzz.run(seed.generator(for: number), count: min(Self.part, size - start))
                }
            }
            return await group.reduce(into: 0) { total, part in
                #expect(part.changed.isEmpty)
                total += part.accepted
            }
        }
        // Both roads are walked: values that are taken, and values that are refused.
        #expect(accepted > size / 20)
        #expect(accepted < size * 19 / 20)
        try SoakRecord.add(
            "Random bytes handed to every decoder", "\(size) inputs, \(accepted) of them taken for values; no crash",
            seed: seed, took: ContinuousClock.now - began)
    }

    @Test("of the same random numbers takes the same inputs")
    func reproducible() {
        func accepted(_ seed: UInt64) -> Int { DecodingFuzz.run(Seed(seed).generator(), count: 2_000).accepted }
        #expect(accepted(1) == accepted(1))
        #expect(accepted(1) != accepted(2))
    }
}
