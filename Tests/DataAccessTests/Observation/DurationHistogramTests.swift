import Testing
import TestSupport

@testable import DataAccess

@Suite("A histogram of durations")
struct DurationHistogramTests {
    /// Nanoseconds over six orders of magnitude, as often short as long.
    private func durations(_ count: Int, _ generator: inout SeededGenerator) -> [UInt64] {
        (0..<count).map { _ in UInt64(1) << UInt64(generator.below(36)) | UInt64(generator.below(1 << 20)) }
    }

    @Test(
        "percentiles are within one part in 32, or half a microsecond, of the exact ones", arguments: try Seed.some(20))
    func percentiles(seed: Seed) {
        var generator = seed.generator()
        for size in [1, 2, 3, 10, 99, 1000, 5000] {
            let durations = durations(size, &generator)
            var histogram = DurationHistogram()
            for duration in durations { histogram.record(nanoseconds: duration) }
            let sorted = durations.sorted()
            for fraction in [0.01, 0.5, 0.95, 0.99, 1] {
                let exact = sorted[max(1, Int((fraction * Double(size)).rounded(.up))) - 1]
                let found = histogram.percentile(fraction).nanoseconds
                let error = max(exact, found) - min(exact, found)
                #expect(error <= max(500, exact / 32 + 500), "p\(fraction) of \(size): \(found) instead of \(exact)")
            }
        }
    }

    @Test("nothing counted: zero")
    func empty() {
        #expect(DurationHistogram().percentile(0.99) == .zero)
    }

    @Test("what is longer than 71 minutes counts as that long")
    func longest() {
        var histogram = DurationHistogram()
        histogram.record(nanoseconds: .max)
        #expect(histogram.percentile(1) > .seconds(70 * 60) && histogram.percentile(1) < .seconds(73 * 60))
    }

    @Test("a full bucket halves all of them: the percentiles stay")
    func full() {
        var histogram = DurationHistogram(fullAt: 100)
        for round in 0..<10_000 { histogram.record(nanoseconds: round % 10 == 0 ? 8_000_000 : 1_000_000) }
        #expect(histogram.count < 10_000)
        #expect(abs(histogram.percentile(0.5) / .milliseconds(1) - 1) < 0.04)
        #expect(abs(histogram.percentile(0.95) / .milliseconds(8) - 1) < 0.04)
    }
}
