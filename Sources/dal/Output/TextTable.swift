/// A table of text: names on the left, numbers flush right.
struct TextTable {
    private let textFrom: Int
    private var rows: [[String]]

    /// - Parameters:
    ///   - header: The names of the columns; the first holds names and stands on the left.
    ///   - textFrom: The first of the last columns that stand on the left too.
    init(_ header: [String], textFrom: Int = .max) {
        rows = [header]
        self.textFrom = textFrom
    }

    /// Adds a row of as many cells as the header has.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The rows, each with a line break.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let room = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 || column >= textFrom ? cell + room : room + cell
            }
            return cells.joined(separator: "  ").trimmingSuffix { $0 == " " } + "\n"
        }.joined()
    }
}

extension String {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !condition($0) }) else { return "" }
        return self[...last]
    }
}
