/// How many rows are stored by as few statements as their defaults and their number allow.
struct BulkInsertPlan: Equatable, Sendable {
    /// The rows of each statement, by their positions.
    private(set) var parts: [[Int]] = []

    /// - Parameters:
    ///   - givenDefaults: Of each row, which of the columns with a default have a value.
    ///   - most: How many rows one statement stores at most; at least 1.
    init(_ givenDefaults: [UInt64], most: Int = BulkInsertPlan.rowsAStatement) {
        var groups: [UInt64: Int] = [:]
        var grouped: [[Int]] = []
        for (position, given) in givenDefaults.enumerated() {
            if let group = groups[given] {
                grouped[group].append(position)
            } else {
                groups[given] = grouped.count
                grouped.append([position])
            }
        }
        for group in grouped {
            for start in stride(from: 0, to: group.count, by: most) {
                parts.append(Array(group[start..<min(start + most, group.count)]))
            }
        }
    }

    /// Keeps a statement to a few megabytes, whoever many rows there are; more rows a statement are hardly faster.
    static let rowsAStatement = 5_000
}
