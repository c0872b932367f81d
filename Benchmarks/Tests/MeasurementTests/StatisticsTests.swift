import Measurement
import Testing

@Suite("Statistics of some figures")
struct StatisticsTests {
    @Test("have the middle one as the median, whatever the order")
    func odd() throws {
        let statistics = try #require(Statistics([3, 1, 2]))
        #expect(statistics.median == 2)
        #expect(statistics.minimum == 1)
        #expect(statistics.maximum == 3)
    }

    @Test("have the mean of the middle two as the median of an even number")
    func even() {
        #expect(Statistics([10, 1, 2, 4])?.median == 3)
    }

    @Test("of one figure are that figure")
    func one() throws {
        let statistics = try #require(Statistics([7]))
        #expect([statistics.median, statistics.minimum, statistics.maximum] == [7, 7, 7])
    }

    @Test("of none do not exist")
    func none() {
        #expect(Statistics([]) == nil)
    }
}
