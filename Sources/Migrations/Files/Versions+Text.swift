extension Int {
    /// A version as files are numbered: `031`.
    package var padded: String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, 3 - digits.count)) + digits
    }
}

extension [Int] {
    /// How many versions in a row are named one by one.
    private static let longestList = 5

    /// Versions for a message, in their order: `030, 031`, and more than five in a row as `030 to 150`.
    package var versionList: String {
        var rows: [[Int]] = []
        for version in self {
            if let row = rows.last, row.isContinued(by: version) {
                rows[rows.count - 1].append(version)
            } else {
                rows.append([version])
            }
        }
        return rows.map { row in
            guard row.count > Self.longestList, let first = row.first, let last = row.last else {
                return row.map(\.padded).joined(separator: ", ")
            }
            return "\(first.padded) to \(last.padded)"
        }.joined(separator: ", ")
    }

    /// Whether a version goes on, up or down by one, as the row does.
    private func isContinued(by version: Int) -> Bool {
        guard let last, abs(version - last) == 1 else { return false }
        return count == 1 || version - last == last - self[count - 2]
    }
}
