/// The highest of the last so many values: a scrape every minute sees a peak that lasted a second.
struct RecentPeak: Sendable {
    /// With a value a second this is more than the longest interval that is usual between two scrapes.
    static let length = 60

    private var values: [Int] = []
    private var oldest = 0

    /// Takes one more value in and says the highest.
    mutating func add(_ value: Int) -> Int {
        if values.count < Self.length {
            values.append(value)
        } else {
            values[oldest] = value
            oldest = (oldest + 1) % Self.length
        }
        return values.max() ?? value
    }
}
