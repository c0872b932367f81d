/// How many rows are stored by as few statements as their defaults and their number allow.
struct BulkInsertPlan: Equatable, Sendable {
    /// What one statement stores.
    struct Part: Equatable, Sendable {
        /// The rows, by their positions among all.
        var positions: [Int]
        /// Whether they are to be copied rather than inserted.
        var isCopied = false
    }

    private(set) var parts: [Part] = []

    /// - Parameters:
    ///   - givenDefaults: Of each row, which of the columns with a default have a value.
    ///   - most: How many rows one statement inserts at most; at least 1.
    ///   - copiesFrom: So many rows alike are copied; nil where that cannot be.
    init(_ givenDefaults: [UInt64], most: Int = BulkInsertPlan.rowsAStatement, copiesFrom: Int? = nil) {
        for group in Self.groups(givenDefaults) {
            if let copiesFrom, group.count >= copiesFrom {
                parts.append(Part(positions: group, isCopied: true))
                continue
            }
            for start in stride(from: 0, to: group.count, by: most) {
                parts.append(Part(positions: Array(group[start..<min(start + most, group.count)])))
            }
        }
    }

    /// Rows that leave the same defaults to the server, in the order of each group's first.
    private static func groups(_ givenDefaults: [UInt64]) -> [[Int]] {
        var numbers: [UInt64: Int] = [:]
        var groups: [[Int]] = []
        for (position, given) in givenDefaults.enumerated() {
            if let number = numbers[given] {
                groups[number].append(position)
            } else {
                numbers[given] = groups.count
                groups.append([position])
            }
        }
        return groups
    }

    /// Keeps a statement to a few megabytes, however many rows there are.
    static let rowsAStatement = 5_000
    /// What would not be inserted by one statement is copied, which costs two round trips of its own: for the columns'
    /// types, and for the savepoint to go back to.
    static let rowsToCopy = rowsAStatement + 1
}
