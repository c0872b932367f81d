import TestSupport
import Testing

@Suite("Seeded random numbers")
struct SeededGeneratorTests {
    @Test("are the same for the same seed")
    func repeats() {
        var (one, other) = (Seed(7).generator(for: 3), Seed(7).generator(for: 3))
        #expect((0..<10).map { _ in one.next() } == (0..<10).map { _ in other.next() })
    }

    @Test("differ from one user of a seed to the next")
    func differs() {
        let first = (0..<1_000).map { user -> UInt64 in
            var generator = Seed(7).generator(for: user)
            return generator.next()
        }
        #expect(Set(first).count == first.count)
    }

    @Test("below a limit reach every number, and none beyond")
    func below() {
        var generator = SeededGenerator(seed: 1)
        let drawn = (0..<10_000).map { _ in generator.below(7) }
        #expect(Set(drawn) == Set(0..<7))
    }

    @Test("are one in so many times")
    func isOne() {
        var generator = SeededGenerator(seed: 1)
        let count = (0..<10_000).count { _ in generator.isOne(in: 4) }
        #expect((2_200...2_800).contains(count))
    }
}
