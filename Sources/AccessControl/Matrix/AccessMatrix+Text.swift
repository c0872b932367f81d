extension AccessMatrix {
    /// The matrix as two small tables, no wider than 100 columns with role names of up to 24 characters.
    func tables() -> [String] {
        [
            "\(database) on PostgreSQL \(serverVersion): \(objectCounts)",
            "held/declared, in objects (sequences: in privileges); +n: held but not declared",
            "",
        ] + table(AccessAction.onRelations) + [""] + table(AccessAction.onOthers)
    }

    private var objectCounts: String {
        objects.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { count in
            count.value == 1 ? "1 \(count.key.dropLast())" : "\(count.value) \(count.key)"
        }.joined(separator: ", ")
    }

    private func table(_ columns: [AccessAction]) -> [String] {
        let actions = columns.filter { action in rows.contains { $0.cells.contains { $0.action == action } } }
        let heading = [""] + actions.map(\.heading)
        let lines =
            [heading]
            + rows.map { row in
                [row.role]
                    + actions.map { action in row.cells.first { $0.action == action }.map { text($0, row.part) } ?? "" }
            }
        let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { column, entry in
                let padding = String(repeating: " ", count: entry.1 - entry.0.count)
                return column == 0 ? entry.0 + padding : "  " + padding + entry.0
            }.joined()
        }
    }

    private func text(_ cell: Cell, _ part: Part) -> String {
        let declared =
            switch (part, cell.declared) {
            case (_, 0): cell.undeclared == 0 ? "-" : ""
            case (.administrator, _): "\(cell.held)"
            default: "\(cell.held)/\(cell.declared)"
            }
        return cell.undeclared == 0 ? declared : declared + "+\(cell.undeclared)"
    }
}
