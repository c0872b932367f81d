/// How long something took, many times over, in a room that never grows: counts in buckets whose width doubles with the
/// value, sixteen to each doubling.
///
/// A percentile is off by at most half a bucket: half a microsecond below 16 µs, and one part in 32 above. The scheme is
/// that of HdrHistogram (Gil Tene, hdrhistogram.org).
struct DurationHistogram: Sendable, Hashable {
    /// Anything longer, over 71 minutes, counts as this long.
    static let longestMicroseconds = UInt64(UInt32.max)
    private static let bucketsOfADoubling = 16
    private static let bucketCount = 29 * bucketsOfADoubling

    private var counts: [UInt32]
    private let fullAt: UInt32
    /// How many durations percentiles are taken of.
    private(set) var count: UInt64 = 0

    /// - Parameter fullAt: How many a bucket holds before all are halved.
    init(fullAt: UInt32 = .max) {
        counts = [UInt32](repeating: 0, count: Self.bucketCount)
        self.fullAt = fullAt
    }

    /// Counts one more.
    mutating func record(nanoseconds: UInt64) {
        let bucket = Self.bucket(of: min(nanoseconds / 1000, Self.longestMicroseconds))
        if counts[bucket] == fullAt { halve() }
        counts[bucket] += 1
        count += 1
    }

    /// The value that a fraction of all durations do not exceed; zero when nothing was counted.
    ///
    /// - Parameter fraction: From 0 to 1, such as 0.95.
    func percentile(_ fraction: Double) -> Duration {
        let rank = max(1, UInt64((fraction * Double(count)).rounded(.up)))
        var seen: UInt64 = 0
        for (bucket, count) in counts.enumerated() where count > 0 {
            seen += UInt64(count)
            if seen >= rank { return Self.middle(of: bucket) }
        }
        return .zero
    }

    /// Makes room in a bucket that is full. The distribution stays what it was, and what comes weighs more.
    private mutating func halve() {
        for bucket in counts.indices { counts[bucket] /= 2 }
        count = counts.reduce(0) { $0 + UInt64($1) }
    }

    private static func bucket(of microseconds: UInt64) -> Int {
        guard microseconds >= 16 else { return Int(microseconds) }
        let doubling = 63 - microseconds.leadingZeroBitCount
        return (doubling - 3) * bucketsOfADoubling + Int(microseconds >> UInt64(doubling - 4)) & 15
    }

    private static func middle(of bucket: Int) -> Duration {
        guard bucket >= 16 else { return .nanoseconds(bucket * 1000 + 500) }
        let shift = bucket / bucketsOfADoubling - 1
        let lowest = (16 + bucket % bucketsOfADoubling) << shift
        return .nanoseconds(lowest * 1000 + 500 << shift)
    }
}
