/// The last samples, with the number of their statement; the newest takes the place of the oldest.
struct RecentSamples: Sendable {
    static let capacity = 1000

    private var samples: [(statement: Int, sample: QuerySample)] = []
    /// Where the oldest stands once all places are taken.
    private var oldest = 0

    mutating func append(_ statement: Int, _ sample: QuerySample) {
        if samples.count < Self.capacity {
            samples.append((statement, sample))
        } else {
            samples[oldest] = (statement, sample)
            oldest = oldest + 1 == Self.capacity ? 0 : oldest + 1
        }
    }

    /// All of them, oldest first.
    var all: [(statement: Int, sample: QuerySample)] { Array(samples[oldest...] + samples[..<oldest]) }
}
